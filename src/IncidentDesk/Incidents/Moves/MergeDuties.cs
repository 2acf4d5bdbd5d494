using IncidentDesk.Delivery;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>
/// What the law wanted of two incidents that turn out to be one: each duty once, counted from the earliest detection, and its earlier deadline
/// stays. What was changed is kept, so that taking the merging back changes exactly that. What was met before is left alone; where that comes back,
/// <see cref="MetBySending"/> opens it again in its own incident and above.
/// </summary>
/// <param name="Voided">Of the merged one, what was open: void. Its papers still find it (<see cref="MergedDuty"/>), and their proof stays on it. Parted: open, or met or late by that proof.</param>
/// <param name="Moves">Of the other, what takes an earlier deadline (<see cref="MovedDuty"/>): open still, and late where it was met after that deadline. Parted: as it was.</param>
/// <param name="Added">Of the other, what it did not owe: copied (<see cref="JoinedDuty"/>), or opened for the two together. Parted: void, unless the other wants it of itself.</param>
public sealed record MergeDuties(IReadOnlyList<Guid> Voided, IReadOnlyList<MovedDuty> Moves, IReadOnlyList<Guid> Added)
{
    /// <summary>To be called when the one is merged into the other already: what is wanted of both follows from the facts of both.</summary>
    /// <param name="reason">Of the merging; also why a duty that is past due already is opened only now.</param>
    public static async Task<MergeDuties> JoinAsync(Transaction transaction, Guid incident, Guid into, Duties duties, string reason, DateTimeOffset at)
    {
        var owed = (await JoinedDuty.OfAsync(transaction, incident)).Where(duty => duty.State == "open").ToList();
        var (moves, added) = await TakeOverAsync(transaction, incident, owed, into, reason, at);
        await transaction.ExecuteAsync("UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @incident AND state = 'open'", new { incident, at });
        moves.AddRange(await MovedDuty.HastenAsync(transaction, into, duties, reason, at));
        added.AddRange((await duties.OpenAsync(transaction, into, at, reason)).Select(opened => opened.Id));
        await NextDueRow.SettleAsync(transaction, into);
        return new([.. owed.Select(duty => duty.Id)], moves, added);
    }

    /// <summary>Undoes what <see cref="JoinAsync"/> did, as far as nobody has met it meanwhile. To be called when the one is not merged into the other any more.</summary>
    public async Task PartAsync(Transaction transaction, Guid incident, Guid from, Duties duties, DateTimeOffset at)
    {
        await HandBackAsync(transaction, incident, from, at);
        // What was moved twice is at last what it was first.
        foreach (var move in Enumerable.Reverse(Moves))
            await move.BackAsync(transaction, from, at);
        await LetGoAsync(transaction, from, duties, at);
        // What is still merged pulls forward what this one had pulled forward before it. Where nothing is, nothing but an explicit recomputation moves a deadline.
        if (await WhyStillMergedAsync(transaction, from) is { } reason)
            await MovedDuty.HastenAsync(transaction, from, duties, reason, at);
        await NextDueRow.SettleAsync(transaction, from);
        // An alarm about facts that are the other's again ends; and what became known of either meanwhile was asked of nobody.
        await MetObligation.AskAgainAsync(transaction, from, at);
        await MetObligation.AskAboveAsync(transaction, from, at);
        await MetObligation.AskAgainAsync(transaction, incident, at);
    }

    // What the other owes too takes the earlier deadline, what only this one owes is owed there.
    private static async Task<(List<MovedDuty> Moves, List<Guid> Added)> TakeOverAsync(
        Transaction transaction, Guid incident, IReadOnlyList<JoinedDuty> owed, Guid into, string reason, DateTimeOffset at)
    {
        // What is open takes the other's deadline before what was sent does.
        var there = (await JoinedDuty.OfAsync(transaction, into)).Where(duty => duty.State is "open" or "met" or "late").OrderBy(duty => duty.State == "open" ? 0 : 1).ToList();
        var (moves, added) = (new List<MovedDuty>(), new List<Guid>());
        foreach (var duty in owed)
            if (duty.SameOf(there) is not { } same)
                added.Add(await JoinedDuty.CopyAsync(transaction, incident, duty.Id, into, reason, at));
            else if (there.Remove(same) && duty.DueAt < same.DueAt)
                moves.Add(await MovedDuty.MoveAsync(transaction, into, same, duty.ToStanding(), same.LateBy(duty, reason), at));
        return (moves, added);
    }

    // It owes again what it owed, but for what was sent for it meanwhile: that has met its own duty, and not the other's. What the other sent besides has met the other's.
    private async Task HandBackAsync(Transaction transaction, Guid incident, Guid from, DateTimeOffset at)
    {
        foreach (var id in Voided)
            await StandAgainAsync(transaction, incident, id, at);
        foreach (var delivery in await ProofsAsync(transaction, incident))
            await OtherSendings.OweAgainAsync(transaction, from, delivery, at);
    }

    private static Task StandAgainAsync(Transaction transaction, Guid incident, Guid id, DateTimeOffset at) => transaction.ExecuteAsync(
        """
        UPDATE obligations SET state = CASE WHEN met_at IS NULL THEN 'open' WHEN due_at < met_at THEN 'late' ELSE 'met' END, change_at = @at
        WHERE incident_id = @incident AND id = @id AND state = 'void'
        """,
        new { incident, id, at });

    // Whatever was sent for it or for what is merged into it, also what had come back before: a proof is written on each row from its own upwards.
    private static Task<IReadOnlyList<Guid>> ProofsAsync(Reading reading, Guid incident) => reading.QueryAsync<Guid>(
        $"{IncidentFacts.Joined} SELECT DISTINCT met_by FROM joined JOIN obligations ON obligations.incident_id = joined.id WHERE met_by IS NOT NULL", new { incident });

    // Of the one that was detected first: that one's deadlines are the earliest.
    private static Task<string?> WhyStillMergedAsync(Reading reading, Guid from) => reading.SingleAsync<string>(
        """
        SELECT incident_merges.reason FROM incident_merges JOIN incidents ON incidents.id = incident_merges.incident_id
        WHERE incident_merges.into_id = @from AND incident_merges.undone_at IS NULL ORDER BY incidents.detected_at, incidents.id LIMIT 1
        """,
        new { from });

    // What came with the one goes with it, also where closing waived it, unless the other wants it of itself by now: then it counts as the other's facts give it.
    private async Task LetGoAsync(Transaction transaction, Guid from, Duties duties, DateTimeOffset at)
    {
        var wanted = await duties.WantedAsync(transaction, from);
        foreach (var row in (await JoinedDuty.OfAsync(transaction, from)).Where(row => Added.Contains(row.Id)))
            if (wanted.FirstOrDefault(row.ToStanding().Is) is not { } one)
                await transaction.ExecuteAsync(
                    "UPDATE obligations SET state = 'void', change_at = @at WHERE incident_id = @from AND id = @id AND state IN ('open', 'waived')", new { from, id = row.Id, at });
            else if (row.State == "open" && row.CountsOtherwise(one))
                await MovedDuty.MoveAsync(transaction, from, row, row.By(one), reason: null, at);
    }
}
