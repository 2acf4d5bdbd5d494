using IncidentDesk.Incidents;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>The duty that a paper is about: the one it was begun for, else the first of its incident that its form answers.</summary>
public static class PaperDuty
{
    public static ObligationView? Of(IReadOnlyList<ObligationView> duties, PaperForm form, Guid? obligation) =>
        duties.FirstOrDefault(duty => duty.Id == obligation) ?? duties.FirstOrDefault(duty => form.Answers(duty.Kind, duty.Rule, duty.Form));

    /// <summary>The form as sure as its pages may say: a form that was read in one law makes nothing surer that another wants, or that no text settles.</summary>
    public static async Task<PaperForm> WeighedAsync(Reading reading, PaperForm form, Guid? incident, Guid? obligation) =>
        incident is { } about && Of(await ObligationRows.OfAsync(reading, about), form, obligation) is { } duty
            ? form with { Sureness = Sureness.LessSure(form.Sureness, duty.Sureness) }
            : form;
}
