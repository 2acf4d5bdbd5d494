using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <param name="Agency">Whose it is; null is the desk's own.</param>
/// <param name="Posts">With blanks between.</param>
public sealed record RosterRow(
    Guid Id, Guid? AgencyId, string? Agency, string Name, string Zone, string Posts, long RestSeconds, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    DateTimeOffset? PublishedAt, string? PublishedBy, long Version)
{
    public IReadOnlyList<string> PostList => Posts.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public TimeSpan Rest => TimeSpan.FromSeconds(RestSeconds);

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <param name="others">What calls the same people beside this roster; nothing where absent.</param>
    public IReadOnlyList<RosterFault> FaultsOf(IEnumerable<RosterShift> shifts, IReadOnlyList<OtherShift>? others = null) =>
        RosterFaults.Of([.. shifts.Select(shift => shift.ToRule())], PostList, StartsAt, EndsAt, Rest, others);

    public IReadOnlyList<RosterFault> GapsOf(IEnumerable<RosterShift> shifts) =>
        [.. RosterFaults.Gaps([.. shifts.Select(shift => shift.ToRule())], PostList, StartsAt, EndsAt)];
}

/// <summary>A line of a roster; it is never changed, another takes its place.</summary>
/// <param name="Reason">Why it took the place of another: stand-in or swap; null where it did not.</param>
public sealed record RosterShift(Guid Id, Guid PersonId, string Name, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string? Reason, long Version)
{
    public DutyShift ToRule() => new(PersonId, Post, StartsAt, EndsAt);
}

/// <summary>Reads rosters behind the wall: the desk sees all, an agency its own and those below it.</summary>
public static class RosterRows
{
    public const string Select =
        """
        SELECT duty_rosters.id, duty_rosters.agency_id, agencies.code AS agency, duty_rosters.name, duty_rosters.zone, duty_rosters.posts, duty_rosters.rest_seconds,
            duty_rosters.starts_at, duty_rosters.ends_at, duty_rosters.published_at, duty_rosters.published_by, duty_rosters.version
        FROM duty_rosters LEFT JOIN agencies ON agencies.id = duty_rosters.agency_id
        """;

    public static Task<RosterRow?> FindAsync(Reading reading, Caller caller, Guid id) => reading.SingleAsync<RosterRow>(
        $"{Select} WHERE duty_rosters.id = @id AND duty_rosters.removed_at IS NULL AND {caller.MaySee("duty_rosters")}", new { id });

    /// <summary>Those that are not over at <paramref name="from"/> and have begun before <paramref name="to"/>, of one owner, by start.</summary>
    /// <param name="agency">Null: the desk's own.</param>
    public static Task<IReadOnlyList<RosterRow>> OfAsync(Reading reading, Caller caller, Guid? agency, DateTimeOffset from, DateTimeOffset to) => reading.QueryAsync<RosterRow>(
        $"""
        {Select}
        WHERE duty_rosters.removed_at IS NULL AND duty_rosters.ends_at > @from AND duty_rosters.starts_at < @to AND {caller.MaySee("duty_rosters")}
          AND {(agency is null ? "duty_rosters.agency_id IS NULL" : "duty_rosters.agency_id = @agency")}
        ORDER BY duty_rosters.starts_at, duty_rosters.id
        """,
        new { agency = agency ?? Guid.Empty, from, to });

    public static Task<IReadOnlyList<RosterShift>> ShiftsAsync(Reading reading, Guid roster) => reading.QueryAsync<RosterShift>(
        """
        SELECT duty_shifts.id, duty_shifts.person_id, people.name, duty_shifts.post, duty_shifts.starts_at, duty_shifts.ends_at, duty_shifts.reason, duty_shifts.version
        FROM duty_shifts JOIN people ON people.id = duty_shifts.person_id
        WHERE duty_shifts.roster_id = @roster AND duty_shifts.removed_at IS NULL AND people.disabled_at IS NULL
        ORDER BY duty_shifts.starts_at, duty_shifts.post, duty_shifts.id
        """,
        new { roster });

    /// <summary>
    /// What else calls its people in its period: other published rosters that the caller may see, and for the desk its plain table. What lies behind the wall stays
    /// there, so an agency is not told of the roster of one above it.
    /// </summary>
    public static async Task<IReadOnlyList<OtherShift>> ElsewhereAsync(Reading reading, Caller caller, RosterRow roster) =>
        [.. (await reading.QueryAsync<OtherLine>(
            $"""
            SELECT duty_rosters.id, duty_rosters.name, duty_shifts.person_id, duty_shifts.post, duty_shifts.starts_at, duty_shifts.ends_at
            FROM duty_shifts LEFT JOIN duty_rosters ON duty_rosters.id = duty_shifts.roster_id
            WHERE duty_shifts.removed_at IS NULL AND duty_shifts.ends_at > @from AND duty_shifts.starts_at < @to
              AND duty_shifts.person_id IN (SELECT own.person_id FROM duty_shifts AS own WHERE own.roster_id = @roster AND own.removed_at IS NULL)
              AND ({(caller.IsDesk ? "duty_shifts.roster_id IS NULL OR " : "")}(duty_rosters.id <> @roster AND duty_rosters.published_at IS NOT NULL
                AND duty_rosters.removed_at IS NULL AND {caller.MaySee("duty_rosters")}))
            ORDER BY duty_shifts.starts_at, duty_shifts.id
            """,
            new { roster = roster.Id, from = roster.StartsAt, to = roster.EndsAt })).Select(line => line.ToRule())];

    /// <summary>Takes the roster for a change: its version moves, and of two who change it at once the second waits and sees what the first did.</summary>
    /// <param name="version">That the caller read, or <see cref="ETags.Any"/>.</param>
    /// <exception cref="RefusedException">404, or 412 where it is another version by now.</exception>
    public static async Task<RosterRow> TakeAsync(Transaction transaction, Caller caller, Guid id, long version)
    {
        var taken = await transaction.ExecuteAsync(
            $"""
            UPDATE duty_rosters SET version = version + 1
            WHERE id = @id AND removed_at IS NULL AND {caller.MaySee("duty_rosters")} AND (@version = {ETags.Any} OR version = @version)
            """,
            new { id, version });
        var row = await FindAsync(transaction, caller, id) ?? throw new RefusedException(Problems.NotFound());
        return taken == 1 ? row : throw new RefusedException(Problems.Stale());
    }

    private sealed record OtherLine(Guid? Id, string? Name, Guid PersonId, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
    {
        public OtherShift ToRule() => new(Id, Name, new(PersonId, Post, StartsAt, EndsAt));
    }
}
