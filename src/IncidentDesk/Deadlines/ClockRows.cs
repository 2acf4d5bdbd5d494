using IncidentDesk.Centres;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>
/// The marks of each duty's clock, a row each for one due instant: planted for the one that stands, planted anew where that was moved or the duty
/// is owed again, and claimed by the statement that fires them.
/// </summary>
public sealed class ClockRows(Database database, ReferenceLibrary library)
{
    private const int MostAtOnce = 100;
    private const string Waits = "fired_at IS NULL AND dropped_at IS NULL";

    private const string Unclocked =
        "state = 'open' AND (clocked_due_at IS NULL OR clocked_due_at <> due_at)";

    // Of an instant that was moved a moment ago nobody is told any more: its marks go when the new ones are planted.
    private const string Stands =
        """
        NOT EXISTS (SELECT 1 FROM obligations WHERE obligations.incident_id = obligation_clocks.incident_id
            AND obligations.id = obligation_clocks.obligation_id AND obligations.state = 'open' AND obligations.due_at <> obligation_clocks.due_at)
        """;

    /// <summary>A mark in the hand of whoever fires it.</summary>
    /// <param name="Word">Which one: 24h, 50%, due.</param>
    /// <param name="DueAt">The due instant that it is of: moved, the same word may fire once more.</param>
    public sealed record Mark(Guid ObligationId, string Kind, string Word, DateTimeOffset DueAt, Guid IncidentId, DateTimeOffset At, long LateSeconds);

    /// <returns>How many duties got their marks.</returns>
    public async Task<int> PlantAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await database.ReadAsync(WantedAsync, cancellation) is { Count: 0 })
            return 0;
        return await database.WriteAsync(async transaction =>
        {
            var wanted = await WantedAsync(transaction);
            foreach (var duty in wanted)
                await PlantAsync(transaction, duty, now);
            // Who must be told and cannot be reached is an alarm at once, not when the next round looks.
            if (wanted.Count > 0)
                await CentreAlarms.LookAsync(transaction, now);
            return wanted.Count;
        }, cancellation);
    }

    /// <summary>The SET takes away what the WHERE asks, so that no two nodes get the same mark.</summary>
    public static Task<Mark?> ClaimAsync(Transaction transaction, DateTimeOffset now) => transaction.SingleAsync<Mark>(
        $"""
        WITH chosen AS MATERIALIZED (
            SELECT obligation_id, kind, mark, due_at FROM obligation_clocks
            WHERE {Waits} AND at <= @now AND (put_off_until IS NULL OR put_off_until <= @now) AND {Stands}
            ORDER BY at, obligation_id, mark LIMIT 1 {transaction.SkipLocked})
        UPDATE obligation_clocks SET fired_at = @now, late_seconds = (@now - at) / 1000
        WHERE {Waits} AND at <= @now AND (obligation_id, kind, mark, due_at) IN (SELECT obligation_id, kind, mark, due_at FROM chosen)
        RETURNING obligation_id, kind, mark AS word, due_at, incident_id, at, late_seconds
        """,
        new { now });

    /// <summary>Its duty is settled, or was moved to another instant: nobody is reminded. Owed again, or at its new instant, its marks are planted again.</summary>
    public static async Task DropAsync(Transaction transaction, Mark mark, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            """
            UPDATE obligation_clocks SET fired_at = NULL, late_seconds = NULL, dropped_at = @now
            WHERE obligation_id = @obligation AND kind = @kind AND mark = @word AND due_at = @due
            """,
            new { obligation = mark.ObligationId, kind = mark.Kind, word = mark.Word, due = mark.DueAt, now });
        await transaction.ExecuteAsync(
            "UPDATE obligations SET clocked_due_at = NULL WHERE incident_id = @incident AND id = @obligation AND (state <> 'open' OR due_at <> @due)",
            new { incident = mark.IncidentId, obligation = mark.ObligationId, due = mark.DueAt });
    }

    public static Task PutOffAsync(Transaction transaction, Mark mark, DateTimeOffset until) => transaction.ExecuteAsync(
        $"""
        UPDATE obligation_clocks SET put_off_until = @until WHERE obligation_id = @obligation AND kind = @kind AND mark = @word AND due_at = @due AND {Waits}
        """,
        new { obligation = mark.ObligationId, kind = mark.Kind, word = mark.Word, due = mark.DueAt, until });

    public static Task<DateTimeOffset?> NextAsync(Reading reading) => reading.SingleAsync<DateTimeOffset?>(
        $"SELECT at FROM obligation_clocks WHERE {Waits} ORDER BY at, obligation_id LIMIT 1");

    private static Task<IReadOnlyList<Duty>> WantedAsync(Reading reading) => reading.QueryAsync<Duty>(
        $"SELECT incident_id, id, kind, starts_at, due_at, opened_at FROM obligations WHERE {Unclocked} ORDER BY id LIMIT {MostAtOnce}");

    private async Task PlantAsync(Transaction transaction, Duty duty, DateTimeOffset now)
    {
        var isOurs = await transaction.ExecuteAsync(
            $"UPDATE obligations SET clocked_due_at = due_at WHERE incident_id = @incident AND id = @id AND due_at = @due AND {Unclocked}",
            new { incident = duty.IncidentId, id = duty.Id, due = duty.DueAt }) == 1;
        if (!isOurs)
            return;
        var told = await ToldAsync(transaction, duty.Id);
        // What has fired stays as it fired, for the instant that stood then; what has not is planted anew.
        await transaction.ExecuteAsync("DELETE FROM obligation_clocks WHERE obligation_id = @id AND fired_at IS NULL", new { id = duty.Id });
        foreach (var mark in library.Reminders.Marks(duty.Kind, duty.StartsAt, duty.DueAt, duty.OpenedAt ?? duty.StartsAt))
            // Of what they were told before, people are told once more only where it lies ahead again.
            if (mark.At > now || !told.Contains(new(mark.Kind, mark.Offset)))
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO obligation_clocks (obligation_id, kind, mark, due_at, incident_id, at) VALUES (@id, @kind, @mark, @due, @incident, @at)
                    ON CONFLICT (obligation_id, kind, mark, due_at) DO NOTHING
                    """,
                    new { id = duty.Id, kind = mark.Kind, mark = mark.Offset, due = duty.DueAt, incident = duty.IncidentId, at = mark.At });
    }

    // The marks that have fired, and of which none waits or was dropped: the last word on them is out.
    private static async Task<HashSet<Told>> ToldAsync(Reading reading, Guid obligation) => [.. await reading.QueryAsync<Told>(
        "SELECT kind, mark FROM obligation_clocks WHERE obligation_id = @obligation GROUP BY kind, mark HAVING count(*) = count(fired_at)", new { obligation })];

    private sealed record Told(string Kind, string Mark);

    private sealed record Duty(Guid IncidentId, Guid Id, string Kind, DateTimeOffset StartsAt, DateTimeOffset DueAt, DateTimeOffset? OpenedAt);
}
