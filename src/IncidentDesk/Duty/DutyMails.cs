using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Duty;

/// <summary>
/// What people are told of their own duty by mail: their shifts once a roster is published, that somebody asks them to swap, what came of their asking, that a desk is
/// handed over to them; and whoever keeps a roster that it leaves hours open. Deliveries like every other, past the same guard.
/// </summary>
public sealed class DutyMails(Deliveries deliveries)
{
    /// <summary>The cause of all; what they are stands in the reference, before an id.</summary>
    public const string Cause = "duty";

    /// <summary>The cause of what is told of a gap: also to an agency, of whose roster it is.</summary>
    public const string GapCause = "reminder";

    public const string Roster = "roster", SwapAsked = "swap-asked", SwapAnswered = "swap-answered", Handover = "handover";

    /// <summary>Each who has a shift in it that is not over; published again, each is told again.</summary>
    public async Task RosterAsync(Transaction transaction, Guid roster, DateTimeOffset now) => await PlanAsync(
        transaction, $"{Roster}-{now.ToUnixTimeMilliseconds()}:{roster:D}", now, await transaction.QueryAsync<Guid>(
            "SELECT DISTINCT person_id FROM duty_shifts WHERE roster_id = @roster AND removed_at IS NULL AND ends_at > @now", new { roster, now }));

    public Task SwapAskedAsync(Transaction transaction, Guid swap, Guid person, DateTimeOffset now) => PlanAsync(transaction, $"{SwapAsked}:{swap:D}", now, [person]);

    public Task SwapAnsweredAsync(Transaction transaction, Guid swap, Guid person, DateTimeOffset now) => PlanAsync(transaction, $"{SwapAnswered}:{swap:D}", now, [person]);

    public Task HandoverAsync(Transaction transaction, Guid handover, Guid person, DateTimeOffset now) => PlanAsync(transaction, $"{Handover}:{handover:D}", now, [person]);

    /// <summary>The desk's roster: who leads there, or else its administrators. An agency's: the agency, at its safe address.</summary>
    public async Task GapAsync(Transaction transaction, Guid roster, Guid? agency, string kind, DateTimeOffset now)
    {
        var reference = $"{kind}-{now.ToUnixTimeMilliseconds()}:{roster:D}";
        foreach (var addressee in agency is { } owner ? await AgencyAsync(transaction, owner) : await KeepersAsync(transaction))
            await deliveries.PlanAsync(transaction, new(Ids.Next(now), null, GapCause, reference, "mail", addressee, Automatic: true, now, null));
    }

    private static async Task<IEnumerable<Addressee>> AgencyAsync(Reading reading, Guid agency) =>
        (await reading.QueryAsync<Row>(
            """
            SELECT id, name, coalesce(nullif(safe_email, ''), email) AS email FROM agencies WHERE id = @agency AND coalesce(nullif(safe_email, ''), email, '') <> ''
            """,
            new { agency })).Select(one => new Addressee(one.Id.ToString("D"), "agency", one.Name, null, null, one.Email) { Agency = one.Id });

    private static async Task<IEnumerable<Addressee>> KeepersAsync(Reading reading)
    {
        var found = await reading.QueryAsync<Keeper>(
            """
            SELECT id, name, email, role FROM people
            WHERE agency_id IS NULL AND disabled_at IS NULL AND role IN ('lead', 'admin') AND coalesce(email, '') <> '' ORDER BY id
            """);
        var leads = found.Where(one => one.Role == "lead").ToList();
        return (leads.Count > 0 ? leads : found).Select(one => Addressee.Of(one.Id, one.Role, one.Name, one.Email));
    }

    private async Task PlanAsync(Transaction transaction, string reference, DateTimeOffset now, IReadOnlyList<Guid> people)
    {
        if (people.Count == 0)
            return;
        foreach (var person in await transaction.QueryAsync<Row>(
            "SELECT id, name, email FROM people WHERE id IN @people AND disabled_at IS NULL AND coalesce(email, '') <> '' ORDER BY id", new { people = people.ToArray() }))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, reference, "mail", Addressee.Of(person.Id, "on-duty", person.Name, person.Email), Automatic: true, now, null));
    }

    private sealed record Row(Guid Id, string Name, string Email);

    private sealed record Keeper(Guid Id, string Name, string Email, string Role);
}
