namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>One delivery with all that is written and known about it: what must be true of it at every moment.</summary>
internal sealed record Life(
    DeliveryRow Row, IReadOnlyList<HistoryRow> History, IReadOnlyList<AttemptRow> Attempts, IReadOnlyList<Receipt> Receipts, long SinceStep)
{
    // The table of product.md, section 8, written down here a second time on purpose.
    private static readonly Dictionary<string, string[]> Legal = new()
    {
        ["planned"] = ["awaiting-approval", "queued", "cancelled", "superseded"],
        ["awaiting-approval"] = ["queued", "cancelled", "superseded"],
        ["queued"] = ["claimed", "failed", "cancelled", "superseded"],
        ["retry-wait"] = ["claimed", "failed", "cancelled", "superseded"],
        ["claimed"] = ["accepted", "simulated", "suppressed", "retry-wait", "failed", "in-doubt", "awaiting-approval", "cancelled", "superseded"],
        ["in-doubt"] = ["claimed", "accepted", "failed", "cancelled"],
        ["accepted"] = ["delivered", "acknowledged", "failed"],
        ["delivered"] = ["delivered", "acknowledged", "failed"],
        ["failed"] = ["queued"], ["simulated"] = ["queued"], ["suppressed"] = ["queued"],
    };

    private static readonly string[] Endings = ["accepted", "delivered", "acknowledged", "failed", "cancelled", "suppressed", "simulated", "superseded"];

    private static readonly int[] WaitSeconds = [15, 30, 60, 120, 300, 600, 900];

    /// <summary>A task for a person: nobody but they can say that it was done.</summary>
    private bool IsTask => Row.Channel is "call" or "by-hand";

    public bool HasEnded => Endings.Contains(Row.State);

    public IEnumerable<(string Invariant, string Words)> Faults(Life? before) =>
        HistoryFaults(before).Concat(RowFaults()).Concat(AttemptFaults()).Concat(ReceiptFaults());

    /// <summary>I5: only legal moves, without a gap, never rewritten, and the row agrees with its last one.</summary>
    private IEnumerable<(string, string)> HistoryFaults(Life? before)
    {
        if (Row.Moves != History.Count || History.Where((move, i) => move.N != i + 1).Any())
            yield return ("I5", $"has {History.Count} rows of history for {Row.Moves} moves");
        if (before is not null && !History.Take(before.History.Count).SequenceEqual(before.History))
            yield return ("I5", "had its history rewritten");
        for (var i = 1; i < History.Count; i++)
            if (History[i].FromState != History[i - 1].ToState)
                yield return ("I5", $"came from {History[i].FromState} although it was {History[i - 1].ToState}");
            else if (!Legal.GetValueOrDefault(History[i].FromState!, []).Contains(History[i].ToState))
                yield return ("I5", $"went from {History[i].FromState} to {History[i].ToState}");
        if (History is [.., var last] && (last.ToState != Row.State || last.FromState != Row.CameFrom))
            yield return ("I5", $"is {Row.State} from {Row.CameFrom}, but its history ends with {last.FromState} -> {last.ToState}");
        // A claim and its end for each attempt, and a few looks in between: more is a loop that eats the disk.
        if (History.Count > 40 + (8 * Attempts.Count))
            yield return ("I9", $"has {History.Count} moves for {Attempts.Count} attempts");
    }

    private IEnumerable<(string, string)> RowFaults()
    {
        if (HasEnded != Row.EndedAt.HasValue)
            yield return ("I5", $"is {Row.State}, ended {Row.EndedAt:u}");
        if ((Row.State == "claimed") != Row.LeaseToken is not null || (Row.State == "claimed") != Row.ClaimedBy is not null)
            yield return ("I5", $"is {Row.State} with the lease of {Row.ClaimedBy}");
        if (Row.State is "queued" or "claimed" or "retry-wait" && Row.NextAttemptAt is null && !IsTask)
            yield return ("I2", $"is {Row.State}, and nobody will ever look at it");
        // Nobody in these stories cancels by hand: an acknowledgement takes back rungs and nothing else.
        if (Row.State == "cancelled" && Row.CauseKind != "rung")
            yield return ("I2", $"of the kind {Row.CauseKind} was cancelled: {History[^1].Note}");
        if (HasEnded && Row.NextAttemptAt is not null)
            yield return ("I5", $"is {Row.State} and still has a next attempt");
    }

    private IEnumerable<(string, string)> AttemptFaults()
    {
        if (Row.Attempts != Attempts.Count || Attempts.Where((attempt, i) => attempt.N != i + 1).Any())
            yield return ("I5", $"counts {Row.Attempts} attempts and has {Attempts.Count}");
        if (Attempts.Count(attempt => attempt.EndedAt is null) > (Row.State == "claimed" ? 1 : 0))
            yield return ("I8", $"is {Row.State} with an attempt that never ended");
        for (var i = 1; i < Attempts.Count && !IsTask; i++)
            if (ClaimAfter(i) is { } claim && claim.At < Attempts[i - 1].EndedAt!.Value.AddSeconds(WaitSeconds[Math.Min(i, WaitSeconds.Length) - 1]))
                yield return ("I7", $"waited {claim.At - Attempts[i - 1].EndedAt} after attempt {i}");
    }

    /// <summary>The claim after an attempt, where nothing but the wait stood between them: no lapsed lease, no person, no new contact.</summary>
    private HistoryRow? ClaimAfter(int attempt)
    {
        var (before, after) = (Attempts[attempt - 1], Attempts[attempt]);
        var ended = History.Where(move =>
            move.FromState == "claimed" && move.At == before.EndedAt && move.Note?.StartsWith($"{before.Verdict}: ", StringComparison.Ordinal) == true).ToList();
        return ended is [var one] && History.Where(move => move.N > one.N && move.At <= after.At).ToList() is [{ ToState: "claimed" } claim] ? claim : null;
    }

    /// <summary>I3: who got it twice got the same mail, and the row says why. What the row claims, the peer has.</summary>
    private IEnumerable<(string, string)> ReceiptFaults()
    {
        if (Receipts.Any(receipt => receipt.MessageId != Row.MessageId))
            yield return ("I3", "was received under another Message-ID");
        foreach (var attempt in Attempts)
        {
            var kept = Receipts.Count(receipt => receipt.Attempt == attempt.N);
            if (attempt.Verdict == "ok" && kept == 0 && !IsTask)
                yield return ("I2", $"says that attempt {attempt.N} arrived, and no peer has it");
            if (attempt.Verdict is "not-sent" or "transient" or "permanent" && kept > 0)
                yield return ("I3", $"says {attempt.Verdict} of attempt {attempt.N}, and the peer has it");
        }
        var unexplained = Receipts.Count - Attempts.Count(attempt => attempt.Verdict is "unknown" or null && Receipts.Any(receipt => receipt.Attempt == attempt.N));
        if (unexplained > 1)
            yield return ("I3", $"was received {Receipts.Count} times, and no doubt explains it");
        if (Receipts.Count > 1 + History.Count(move => move.ToState == "in-doubt"))
            yield return ("I3", $"was received {Receipts.Count} times without ever being in doubt");
        if (Row.State is "simulated" or "suppressed" && Receipts.Count > 0)
            yield return ("I6", $"is {Row.State}, and a peer has it");
        if (Row is { State: "accepted", Channel: "mail" } && Row.CameFrom == "claimed" && Receipts.Count == 0)
            yield return ("I2", "is accepted, and no peer has it");
    }
}
