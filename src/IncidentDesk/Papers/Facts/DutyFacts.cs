using System.Globalization;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>What the law wants of the incident, who was told, and which papers went before.</summary>
public sealed class DutyFacts(DeskSettings settings) : IPaperFacts
{
    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not { } incident)
            return;
        var duties = await ObligationRows.OfAsync(reading, incident);
        facts["obligation.article"] = duties.FirstOrDefault(duty => duty.Id == subject.Obligation)?.Article
            ?? duties.FirstOrDefault(duty => subject.Form.Answers(duty.Kind, duty.Rule, duty.Form))?.Article;
        facts["obligations.all"] = string.Join('\n', duties.Select(duty => FieldValues.Row(
            Name(duty), To(duty), At(duty.DueAt), Texts.Say(Texts.ObligationStates, duty.State, Language.Vietnamese))));
        facts["obligations.open"] = string.Join('\n', duties.Where(duty => duty.State == "open").Select(duty => FieldValues.Row(
            Name(duty), To(duty), At(duty.DueAt), duty.Article, duty.DueAt < subject.Now ? Spans.Say(subject.Now - duty.DueAt, Language.Vietnamese) : "chưa")));
        facts["incident.told"] = string.Join(", ", await reading.QueryAsync<string>(
            """
            SELECT DISTINCT recipient_name FROM deliveries WHERE about = @incident AND centre_id IS NOT NULL AND state IN ('accepted', 'delivered', 'acknowledged')
            ORDER BY recipient_name
            """,
            new { incident }));
        // This one is among them: its row was written first.
        var ordinal = await reading.SingleAsync<long>(
            "SELECT count(*) FROM papers WHERE incident_id = @incident AND form = @form AND state <> 'withdrawn'", new { incident, form = subject.Form.Code });
        facts["paper.ordinal"] = ordinal.ToString(CultureInfo.InvariantCulture);
        facts["paper.earlier"] = await EarlierAsync(reading, incident);
    }

    private async Task<string?> EarlierAsync(Reading reading, Guid incident)
    {
        var last = await reading.SingleAsync<Earlier>(
            """
            SELECT paper_sendings.number, coalesce(paper_sendings.sent_at, paper_history.at) AS at FROM papers
            JOIN paper_sendings ON paper_sendings.paper_id = papers.id
            JOIN paper_history ON paper_history.paper_id = papers.id AND paper_history.to_state = 'sent'
            WHERE papers.incident_id = @incident AND papers.state = 'sent' AND papers.visibility = 'agency' ORDER BY paper_history.at DESC LIMIT 1
            """,
            new { incident });
        if (last is null)
            return null;
        var day = DispatchDate.Written(DateOnly.FromDateTime(settings.Zone.Local(last.At).DateTime));
        return last.Number is { } number ? $"số {number} {day}" : day;
    }

    private static string Name(ObligationView duty) => Texts.Say(Texts.Obligations, duty.Kind, Language.Vietnamese);

    private static string To(ObligationView duty) => Texts.Say(Texts.Recipients, duty.Recipient, Language.Vietnamese);

    private string At(DateTimeOffset at) => settings.Zone.Local(at).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);

    private sealed record Earlier(string? Number, DateTimeOffset At);
}
