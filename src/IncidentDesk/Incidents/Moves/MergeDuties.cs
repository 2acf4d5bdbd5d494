using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// What the law wanted of two incidents that turn out to be one: each duty once, and its earlier deadline stays. What was changed is
/// kept, so that taking the merging back changes exactly that.
/// </summary>
public sealed record MergeDuties(IReadOnlyList<Guid> Voided, IReadOnlyList<MergeDuties.Moved> Moves, IReadOnlyList<Guid> Added)
{
    /// <param name="DueAt">What it was before.</param>
    public sealed record Moved(Guid Id, DateTimeOffset DueAt, DateTimeOffset? OldDueAt);

    private const string Columns = "id, kind, recipient, state, due_at, old_due_at";

    public static async Task<MergeDuties> JoinAsync(Transaction transaction, Guid incident, Guid into, DateTimeOffset at)
    {
        var owed = await transaction.QueryAsync<Row>($"SELECT {Columns} FROM obligations WHERE incident_id = @incident AND state = 'open' ORDER BY id", new { incident });
        var there = await transaction.QueryAsync<Row>($"SELECT {Columns} FROM obligations WHERE incident_id = @into AND state IN ('open', 'met', 'late') ORDER BY id", new { into });
        var (moves, added) = (new List<Moved>(), new List<Guid>());
        foreach (var duty in owed)
            if (there.FirstOrDefault(one => one.Kind == duty.Kind && one.Recipient == duty.Recipient) is not { } same)
                added.Add(await CopyAsync(transaction, incident, duty.Id, into, at));
            else if (same.State == "open" && duty.DueAt < same.DueAt)
                moves.Add(await MoveAsync(transaction, into, same, duty.DueAt, at));
        await transaction.ExecuteAsync("UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @incident AND state = 'open'", new { incident, at });
        await NextDueRow.SettleAsync(transaction, into);
        return new([.. owed.Select(duty => duty.Id)], moves, added);
    }

    /// <summary>Undoes what <see cref="JoinAsync"/> did, as far as nobody has met it meanwhile.</summary>
    public async Task PartAsync(Transaction transaction, Guid incident, Guid from, DateTimeOffset at)
    {
        foreach (var id in Voided)
            await transaction.ExecuteAsync("UPDATE obligations SET state = 'open', change_at = @at WHERE incident_id = @incident AND id = @id AND state = 'void'", new { incident, id, at });
        foreach (var id in Added)
            await transaction.ExecuteAsync("UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @from AND id = @id AND state = 'open'", new { from, id, at });
        foreach (var move in Moves)
            await transaction.ExecuteAsync(
                "UPDATE obligations SET due_at = @due, old_due_at = @old, change_at = @at WHERE incident_id = @from AND id = @id AND state = 'open'",
                new { from, id = move.Id, due = move.DueAt, old = move.OldDueAt, at });
        await NextDueRow.SettleAsync(transaction, from);
    }

    private static async Task<Guid> CopyAsync(Transaction transaction, Guid incident, Guid duty, Guid into, DateTimeOffset at)
    {
        var id = Ids.Next(at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, state, opened_at)
            SELECT @into, @id, kind, rule, article, sureness, recipient, form, basis, starts_at, due_at, 'open', @at
            FROM obligations WHERE incident_id = @incident AND id = @duty
            """,
            new { into, id, incident, duty, at });
        return id;
    }

    private static async Task<Moved> MoveAsync(Transaction transaction, Guid into, Row same, DateTimeOffset due, DateTimeOffset at)
    {
        await transaction.ExecuteAsync(
            "UPDATE obligations SET due_at = @due, old_due_at = coalesce(old_due_at, due_at), change_at = @at WHERE incident_id = @into AND id = @id",
            new { into, id = same.Id, due, at });
        return new(same.Id, same.DueAt, same.OldDueAt);
    }

    private sealed record Row(Guid Id, string Kind, string Recipient, string State, DateTimeOffset DueAt, DateTimeOffset? OldDueAt);
}
