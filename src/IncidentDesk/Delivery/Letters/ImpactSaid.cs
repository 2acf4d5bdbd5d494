using IncidentDesk.Reports.Facts;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The answers that a report gave to the questions of the score, in their order.</summary>
public static class ImpactSaid
{
    public static IEnumerable<(string Question, string Answer)> Of(ImpactBody impact) =>
        new (string Question, string? Answer)[]
        {
            ("functional", impact.Functional), ("activity", impact.Activity), ("location", impact.Location), ("actor", impact.Actor),
            ("information", impact.Information), ("recoverability", impact.Recoverability), ("potential", impact.Potential),
            ("sector", impact.Sector),
        }
        .Where(said => said.Answer is not null).Select(said => (said.Question, said.Answer!));
}
