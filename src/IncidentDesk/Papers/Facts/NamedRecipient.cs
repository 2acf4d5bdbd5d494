using IncidentDesk.Centres;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>
/// Whom the law names for a paper: its duty does; else what stands of the incident and is answered by the same form; else the rule sets of its day and sector. Where none
/// applies nobody is named, and a person writes the addressee.
/// </summary>
public sealed class NamedRecipient(ReferenceLibrary library, DeskSettings settings)
{
    public async Task<string?> NameAsync(Reading reading, PaperSubject subject) => await RoleAsync(reading, subject) is { } role
        ? await NamedAsync(reading, role, subject)
        : subject.Incident is null || IsOfNoLaw(subject.Form) ? subject.Form.To : null;

    /// <summary>Of several, whoever waits still, and among those the one to whom the rule set escalates.</summary>
    public async Task<string?> RoleAsync(Reading reading, PaperSubject subject)
    {
        if (subject.Incident is not { } incident)
            return null;
        var duties = await ObligationRows.OfAsync(reading, incident);
        if (duties.FirstOrDefault(duty => duty.Id == subject.Obligation) is { } named)
            return named.Recipient;
        var (detected, jurisdiction) = (await reading.SingleAsync<About>(
            """
            SELECT incidents.detected_at, agencies.jurisdiction FROM incidents JOIN agencies ON agencies.id = incidents.agency_id WHERE incidents.id = @incident
            """,
            new { incident }))!;
        var packs = library.RuleBook.Packs.Where(pack => pack.Validity.Covers(detected) && pack.Jurisdictions.Contains(jurisdiction)).ToList();
        var first = packs.Select(pack => pack.Escalation?.For(jurisdiction)).FirstOrDefault(role => role is not null);
        return duties.Where(duty => duty.State != "void" && subject.Form.Answers(duty.Kind, duty.Rule, duty.Form))
                .OrderBy(duty => duty.State != "open").ThenBy(duty => duty.Recipient != first).ThenBy(duty => duty.DueAt).FirstOrDefault()?.Recipient
            ?? RulesOf(subject.Form, packs).SelectMany(rule => rule.Recipients.For(jurisdiction)).OrderBy(role => role != first).FirstOrDefault();
    }

    /// <summary>The centre that holds the role today, or who stands for it; the role's own name where nobody does. The people concerned are called as the form calls them.</summary>
    private async Task<string> NamedAsync(Reading reading, string role, PaperSubject subject) =>
        (await CentreOfRole.FindAsync(reading, role, subject.Now))?.Name
        ?? await RolesWithoutCentre.NameAsync(reading, role, subject.Agency, settings.Name)
        ?? (role == RolesWithoutCentre.People ? subject.Form.To : null)
        ?? Texts.Say(Texts.Recipients, role, Language.Vietnamese);

    // No rule set knows what such a form is for, today or ever: a report to one's own leaders.
    private bool IsOfNoLaw(PaperForm form) => !RulesOf(form, library.RuleBook.Packs).Any();

    private static IEnumerable<ObligationRule> RulesOf(PaperForm form, IEnumerable<RulePack> packs) =>
        packs.SelectMany(pack => pack.Obligations).Where(rule => form.Obligations.Contains(rule.Kind));

    private sealed record About(DateTimeOffset DetectedAt, string Jurisdiction);
}
