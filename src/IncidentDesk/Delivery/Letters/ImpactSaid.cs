using IncidentDesk.Reports.Facts;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The answers that a report gave to the questions of the score, in their order; the default sector alone is no answer.</summary>
public static class ImpactSaid
{
    private static readonly ImpactBody DefaultAlone = new(null, null, null, null, null, null, null, "government");

    public static IEnumerable<(string Question, string Answer)> Of(ImpactBody impact) =>
        new (string Question, string? Answer)[]
        {
            ("functional", impact.Functional), ("activity", impact.Activity), ("location", impact.Location), ("actor", impact.Actor),
            ("information", impact.Information), ("recoverability", impact.Recoverability), ("potential", impact.Potential),
            ("sector", impact == DefaultAlone ? null : impact.Sector),
        }
        .Where(said => said.Answer is not null).Select(said => (said.Question, said.Answer!));
}
