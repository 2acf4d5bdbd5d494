using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>What the law wants of the incident, who was told, and which papers went before.</summary>
public sealed class DutyFacts(DeskSettings settings, EarlierReports earlier) : IPaperFacts
{
    private const string OwnTarget = "(mục tiêu nội bộ)", NoArticle = "–";

    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not { } incident)
            return;
        var duties = await ObligationRows.OfAsync(reading, incident);
        facts["obligation.article"] = PaperDuty.Of(duties, subject.Form, subject.Obligation) is { } met ? Citation.InWords(met.Article) : null;
        facts["obligations.all"] = string.Join('\n', duties.Select(duty => FieldValues.Row(
            Name(duty), To(duty), Due(duty), Texts.Say(Texts.ObligationStates, duty.State, Language.Vietnamese))));
        facts["obligations.open"] = string.Join('\n', duties.Where(duty => duty.State == "open").Select(duty => FieldValues.Row(
            Name(duty), To(duty), Due(duty), duty.Internal ? NoArticle : Citation.InWords(duty.Article), duty.DueAt < subject.Now ? Spans.Say(subject.Now - duty.DueAt, Language.Vietnamese) : "chưa")));
        facts["incident.told"] = string.Join(", ", await reading.QueryAsync<string>(
            """
            SELECT DISTINCT recipient_name FROM deliveries WHERE about = @incident AND centre_id IS NOT NULL AND state IN ('accepted', 'delivered', 'acknowledged')
            ORDER BY recipient_name
            """,
            new { incident }));
        await AddEarlierAsync(reading, subject, facts);
    }

    // Counted is what this recipient has got: a draft of today may never leave, and another recipient counts for itself.
    private async Task AddEarlierAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (await earlier.OfAsync(reading, subject) is not { } reports)
            return;
        facts["paper.ordinal"] = (reports.Count(report => report.Form == subject.Form.Code) + 1).ToString(CultureInfo.InvariantCulture);
        facts["paper.earlier"] = reports is [.., var last] ? Said(last) : null;
    }

    private string Said(EarlierReport report)
    {
        var day = DispatchDate.Written(report.Dated ?? DateOnly.FromDateTime(settings.Zone.Local(report.SentAt).DateTime));
        // Whoever wrote the number may have written the word before it too.
        return report.Number is not { } number ? day : number.StartsWith("số", StringComparison.OrdinalIgnoreCase) ? $"{number} {day}" : $"số {number} {day}";
    }

    private static string Name(ObligationView duty) => Texts.Say(Texts.Obligations, duty.Kind, Language.Vietnamese);

    private static string To(ObligationView duty) => Texts.Say(Texts.Recipients, duty.Recipient, Language.Vietnamese);

    // Whoever reads the table takes a figure for the law's, unless it says otherwise.
    private string Due(ObligationView duty) => duty.Internal ? $"{At(duty.DueAt)} {OwnTarget}" : At(duty.DueAt);

    private string At(DateTimeOffset at) => settings.Zone.Local(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
}
