using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Scenarios;

/// <summary>The mails about reviews: one for all systems of an agency, or of those it succeeded, that came in the same turn. Deliveries like every other, which pass the same guard.</summary>
public sealed class ScenarioMails(Deliveries deliveries)
{
    public const string Cause = "reminder", Opened = "open", Overdue = "overdue";

    /// <summary>Every reference begins so.</summary>
    public const string Mark = "scenario-";

    /// <summary>What a mail is about.</summary>
    /// <param name="Kind">open or overdue.</param>
    /// <param name="At">When its reviews were marked, to the millisecond: it finds them by it.</param>
    /// <param name="Agency">To whom it goes.</param>
    public sealed record Reference(string Kind, DateTimeOffset At, Guid Agency);

    public static string Write(Reference reference) => $"{Mark}{reference.Kind}-{reference.At.ToUnixTimeMilliseconds()}:{reference.Agency:D}";

    public static Reference Read(string reference) => reference[Mark.Length..].Split(':') is [var turn, var agency] && turn.Split('-') is [var kind, var at]
        ? new(kind, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(at, CultureInfo.InvariantCulture)), Guid.Parse(agency))
        : throw new InvalidOperationException($"No mail about reviews of scenarios is called {reference}.");

    /// <param name="kind">open or overdue.</param>
    /// <param name="owners">Whose systems they are; each mail goes to whoever has their tasks now.</param>
    public async Task TellAsync(Transaction transaction, string kind, IReadOnlyCollection<Guid> owners, DateTimeOffset now)
    {
        if (owners.Count == 0)
            return;
        foreach (var agency in await transaction.QueryAsync<Row>(
            $"""
            SELECT DISTINCT charge.heir_id, charge.code, charge.name, charge.address FROM {ScenarioHeirs.Table} AS charge
            WHERE charge.agency_id IN @owners AND charge.address <> '' ORDER BY charge.code
            """,
            new { owners = owners.ToArray(), now }))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, Write(new(kind, now, agency.HeirId)), "mail",
                new(agency.HeirId.ToString("D"), "agency", agency.Name, null, null, agency.Address) { Agency = agency.HeirId }, Automatic: true, now, null));
    }

    /// <summary>Of its reviews those that are still owed.</summary>
    public static Task<IReadOnlyList<Line>> LinesAsync(Reading reading, Reference reference) => reading.QueryAsync<Line>(
        $"""
        SELECT systems.code, systems.name, scenario_reviews.due_at FROM scenario_reviews JOIN systems ON systems.id = scenario_reviews.system_id
        JOIN {ScenarioHeirs.Table} AS charge ON charge.agency_id = scenario_reviews.agency_id
        WHERE charge.heir_id = @agency AND scenario_reviews.{(reference.Kind == Overdue ? "overdue_at" : "told_at")} = @now AND scenario_reviews.settled_at IS NULL
        ORDER BY systems.code, scenario_reviews.id
        """,
        new { agency = reference.Agency, now = reference.At });

    /// <summary>
    /// Takes back what has not left and has nothing more to say. Call it in the transaction that settles a review. Of two that settle at once neither sees the other, and what was just on
    /// its way may come back: the clock asks again.
    /// </summary>
    public static async Task CallOffAsync(Transaction transaction, DateTimeOffset now)
    {
        foreach (var mail in await VainAsync(transaction))
            await Deliveries.MoveAsync(transaction, new(mail.Id, mail.State, DeliveryStates.Cancelled, now, Actor.Desk) { Note = "nothing that it says is owed any more" });
    }

    /// <summary>Whether there is one to take back.</summary>
    public static async Task<bool> IsAnyVainAsync(Reading reading) => (await VainAsync(reading)).Count > 0;

    private static async Task<List<Unsent>> VainAsync(Reading reading)
    {
        var vain = new List<Unsent>();
        foreach (var mail in await reading.QueryAsync<Unsent>(
            $"""
            SELECT id, state, cause_ref FROM deliveries
            WHERE about = 'desk' AND cause_kind = '{Cause}' AND cause_ref LIKE '{Mark}%' AND state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait', 'in-doubt') ORDER BY id
            """))
            if ((await LinesAsync(reading, Read(mail.CauseRef))).Count == 0)
                vain.Add(mail);
        return vain;
    }

    public sealed record Line(string Code, string Name, DateTimeOffset DueAt);

    private sealed record Row(Guid HeirId, string Code, string Name, string Address);

    private sealed record Unsent(Guid Id, string State, string CauseRef);
}
