using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <summary>Writes the lines of rosters. What was there stays as a row that is no more, because somebody may have been called by it.</summary>
public static class RosterLines
{
    public const int Most = 3000;

    /// <param name="Replaces">The line whose place it takes, and why: stand-in or swap.</param>
    public sealed record Line(Guid Person, string Post, DateTimeOffset From, DateTimeOffset To, Guid? Replaces = null, string? Reason = null);

    /// <exception cref="RefusedException">400: the person is none of whose roster it is, or the line leaves the period.</exception>
    public static async Task<Guid> AddAsync(Transaction transaction, RosterRow roster, Line line, Actor by, DateTimeOffset now)
    {
        if (line.From < roster.StartsAt || line.To > roster.EndsAt || line.To <= line.From)
            throw new RefusedException(Problems.Validation(Faults.At("/to", "out-of-range", Instants.Write(roster.StartsAt), Instants.Write(roster.EndsAt))));
        var id = Ids.Next(now);
        var added = await transaction.ExecuteAsync(
            $"""
            INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version, roster_id, replaces_id, reason)
            SELECT @id, people.id, @post, @from, @to, @by, 1, @roster, @replaces, @reason FROM people
            WHERE people.id = @person AND people.disabled_at IS NULL AND people.role <> 'auditor' AND {(roster.AgencyId is null
                ? "people.agency_id IS NULL"
                : "people.agency_id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency)")}
            """,
            new
            {
                id, post = line.Post, from = line.From, to = line.To, by = by.Word, roster = roster.Id, replaces = line.Replaces, reason = line.Reason,
                person = line.Person, agency = roster.AgencyId ?? Guid.Empty,
            });
        return added == 1 ? id : throw new RefusedException(Problems.Validation(Faults.At("/person", "unknown-reference", line.Person)));
    }

    /// <returns>False when it is not there any more.</returns>
    public static async Task<bool> RemoveAsync(Transaction transaction, Guid shift, DateTimeOffset now) => await transaction.ExecuteAsync(
        "UPDATE duty_shifts SET removed_at = @now, version = version + 1 WHERE id = @shift AND removed_at IS NULL", new { shift, now }) == 1;

    public static async Task TellAsync(Transaction transaction, RosterRow roster, string what, string subject, Actor by, DateTimeOffset now)
    {
        await Changes.TellAsync(transaction, "duty", roster.Id, null, what, roster.AgencyId, now);
        await AuditTrail.AppendAsync(transaction, by.Word, $"roster.{what}", roster.Id.ToString("D"), subject, now);
    }

    /// <summary>One line of the roster as it stands.</summary>
    /// <exception cref="RefusedException">404: no such line, or none any more.</exception>
    public static async Task<RosterShift> OneAsync(Reading reading, RosterRow roster, Guid shift) =>
        (await RosterRows.ShiftsAsync(reading, roster.Id)).FirstOrDefault(one => one.Id == shift) ?? throw new RefusedException(Problems.NotFound());

    /// <summary>A published roster has no gap: what would make one is refused.</summary>
    /// <exception cref="RefusedException">409 with the gaps.</exception>
    public static async Task RefuseGapsAsync(Transaction transaction, RosterRow roster)
    {
        var gaps = roster.GapsOf(await RosterRows.ShiftsAsync(transaction, roster.Id));
        if (gaps.Count > 0)
            throw new RefusedException(Problems.Conflict("roster-gaps").With("gaps", gaps.Select(gap => FaultView.Of(gap, new Dictionary<Guid, string>())).ToList()));
    }
}
