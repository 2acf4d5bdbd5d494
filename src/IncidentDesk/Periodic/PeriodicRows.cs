using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>Who owes a turn of a periodic duty, and the rows that say so.</summary>
public static class PeriodicRows
{
    private const string Desk = "desk";

    /// <summary>Whether somebody owes it who has no row of it. Once its day is over it is opened only where the desk was down all the while.</summary>
    public static async Task<bool> LacksAsync(Reading reading, PeriodicTurn turn, DateTimeOffset now) =>
        (now <= turn.DueAt || !await IsOpenedAsync(reading, turn)) && (await MissingAsync(reading, turn, now, 1)).Count > 0;

    /// <summary>Opens it for everybody who has no row of it; another node that does the same opens nothing twice.</summary>
    public static async Task OpenAsync(Transaction transaction, PeriodicTurn turn, DateTimeOffset now)
    {
        foreach (var holder in await MissingAsync(transaction, turn, now, 10_000))
        {
            var id = Ids.Next(now);
            var rule = turn.Rule;
            var opened = await transaction.ExecuteAsync(
                """
                INSERT INTO periodic_duties (id, code, year, holder, agency_id, kind, rule, article, sureness, recipient, form, window_from, window_to, opened_at, due_at, state)
                VALUES (@id, @code, @year, @holder, @agency, @kind, @rule, @article, @sureness, @recipient, @form, @from, @to, @now, @due, 'open')
                ON CONFLICT (code, year, holder) DO NOTHING
                """,
                new
                {
                    id, code = rule.Code, year = (long)turn.Year, holder, agency = holder == Desk ? (Guid?)null : Guid.Parse(holder), kind = rule.Kind, rule = rule.Rule,
                    article = rule.Article, sureness = rule.Sureness, recipient = rule.Recipient, form = rule.Form, from = turn.Window.From, to = turn.Window.To, now, due = turn.DueAt,
                });
            if (opened == 1)
                await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "periodic.open", id.ToString("D"), $"{rule.Code} {turn.Year}", now);
        }
    }

    /// <summary>How many still owe it, where the desk has not been told so by this alarm; 0 where nobody does or it has.</summary>
    public static Task<long> UntoldAsync(Reading reading, PeriodicTurn turn, string alarm) => reading.SingleAsync<long>(
        """
        SELECT count(*) FROM periodic_duties WHERE code = @code AND year = @year AND state = 'open'
          AND NOT EXISTS (SELECT 1 FROM alarms WHERE alarms.kind = @alarm AND alarms.subject = @subject AND alarms.ended_at IS NULL)
        """,
        new { code = turn.Rule.Code, year = (long)turn.Year, alarm, subject = PeriodicAlarms.SubjectOf(turn.Rule.Code, turn.Year) });

    private static async Task<bool> IsOpenedAsync(Reading reading, PeriodicTurn turn) => await reading.SingleAsync<long>(
        "SELECT count(*) FROM periodic_duties WHERE code = @code AND year = @year", new { code = turn.Rule.Code, year = (long)turn.Year }) > 0;

    // Whoever was there while it was open owes it: who came after its last day, or had ended before it was opened, does not.
    private static Task<IReadOnlyList<string>> MissingAsync(Reading reading, PeriodicTurn turn, DateTimeOffset now, long most) => reading.QueryAsync<string>(
        $"""
        SELECT holder FROM ({Holders(turn.Rule.Holder)}) AS holders
        WHERE NOT EXISTS (SELECT 1 FROM periodic_duties WHERE periodic_duties.code = @code AND periodic_duties.year = @year AND periodic_duties.holder = holders.holder)
        ORDER BY holder LIMIT @most
        """,
        new { code = turn.Rule.Code, year = (long)turn.Year, due = turn.DueAt, at = now < turn.DueAt ? now : turn.DueAt, most });

    private static string Holders(string holder) => holder switch
    {
        "agencies" => $"SELECT agencies.id AS holder FROM agencies WHERE {InForce} AND EXISTS (SELECT 1 FROM systems WHERE systems.agency_id = agencies.id)",
        "owners" => $"SELECT agencies.id AS holder FROM agencies WHERE {InForce} AND agencies.kind = 'province'",
        _ => $"SELECT '{Desk}' AS holder",
    };

    private const string InForce = "agencies.valid_from <= @due AND (agencies.valid_to IS NULL OR agencies.valid_to > @at)";
}
