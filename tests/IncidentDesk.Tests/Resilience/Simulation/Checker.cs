using System.Security.Cryptography;
using System.Text.RegularExpressions;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>The invariants of reliability.md, section 2.1, looked at after every step. It knows the contract's words and none of the product's code.</summary>
internal sealed partial class Checker(World world)
{
    private readonly Dictionary<Guid, DeliveryRow> known = [];
    private readonly Dictionary<Guid, Life> lives = [];
    private readonly bool isServer = world.Store.Database.Engine == "postgres";

    /// <summary>How it stood at the last look, on a server: what may be sent, and which incidents somebody has.</summary>
    private Dictionary<Guid, Permission> allowed = [];
    private HashSet<Guid> taken = [];

    /// <summary>I4 and I3: nothing reaches a peer that is not on a row first, to the byte.</summary>
    public void AtSend(Talk talk)
    {
        var row = world.Read(DeliveryRow.AllAsync).SingleOrDefault(one => one.Id == talk.Delivery);
        Hold(row is not null, "I4", talk.Delivery, "is sent without a row");
        Hold(row!.MessageId == talk.MessageId, "I3", talk.Delivery, $"is sent as {talk.MessageId} and planned as {row.MessageId}");
        Hold(row.Channel == talk.Channel, "I4", talk.Delivery, $"of {row.Channel} is sent by {talk.Channel}");
        var attempt = world.Read(reading => AttemptRow.OfAsync(reading, talk.Delivery)).SingleOrDefault(one => one.N == talk.Attempt);
        Hold(attempt is not null, "I4", talk.Delivery, $"attempt {talk.Attempt} is sent before it is written down");
        Hold(attempt!.Hash == Convert.ToHexStringLower(SHA256.HashData(talk.Content.Span)), "I4", talk.Delivery, "other bytes are sent than were hashed");
    }

    /// <summary>All that changed since the last look.</summary>
    public void AfterStep()
    {
        var (there, changed, ladders, permissions) = world.Read(ChangedAsync);
        foreach (var ladder in ladders)
            Look(ladder);
        foreach (var change in changed)
            Look(change);
        (allowed, taken) = (permissions, [.. ladders.Where(ladder => ladder.HasSomebody).Select(ladder => ladder.IncidentId)]);
        Hold(world.Ledger.Promised.All(there.Contains), "I1", null, "a delivery that was promised is gone");
    }

    /// <summary>A turn that found nothing to do leaves nothing behind that was due when it began.</summary>
    public void AfterIdleTurn(DateTimeOffset begun, long step)
    {
        foreach (var row in known.Values.Where(row => row.Channel == "mail" && row.NextAttemptAt <= begun && lives[row.Id].SinceStep < step))
            Hold(false, "I8", row.Id, $"was due since {row.NextAttemptAt:HH:mm:ss} ({row.State}), and a turn that found nothing went past it");
    }

    /// <summary>After every peer is well again and hours have passed.</summary>
    public void AtTheEnd()
    {
        AfterStep();
        foreach (var row in known.Values)
        {
            // A peer may have got something after the row was looked at last.
            var life = lives[row.Id] with { Receipts = world.Ledger.Of(row.Id) };
            foreach (var (invariant, words) in life.Faults(null))
                Hold(false, invariant, row.Id, words);
            new Ending(world, row, life).Look();
        }
        world.Tally.Count(lives.Values);
        if (world.Store.Database.Engine == "sqlite")
            Hold(world.Read(reading => reading.QueryAsync<string>("PRAGMA integrity_check")) is ["ok"], "I9", null, "the database is damaged");
    }

    // One snapshot for all: on PostgreSQL the nodes go on meanwhile.
    private async Task<(HashSet<Guid> There, List<Change> Changed, IReadOnlyList<LadderRow> Ladders, Dictionary<Guid, Permission> Permissions)> ChangedAsync(
        Reading reading)
    {
        var now = world.Clock.GetUtcNow();
        var rows = await DeliveryRow.AllAsync(reading);
        var changed = new List<Change>();
        foreach (var row in rows)
            if (known.GetValueOrDefault(row.Id) != row)
                changed.Add(new(
                    row, await HistoryRow.OfAsync(reading, row.Id), await AttemptRow.OfAsync(reading, row.Id),
                    await Permission.OfAsync(reading, row.Id, now)));
        var permissions = isServer ? await Permission.AllAsync(reading, now) : [];
        return ([.. rows.Select(row => row.Id)], changed, await LadderRow.AllAsync(reading), permissions.ToDictionary(one => one.Id));
    }

    /// <summary>Whoever has nobody yet is called again at a set time, and every step that was climbed has called somebody.</summary>
    private void Look(LadderRow ladder)
    {
        Hold(ladder.ClimbAt is not null || ladder.AcknowledgedAt is not null || ladder.EndedAt is not null, "I2", null, "nobody has an incident, and nobody will be called");
        Hold(ladder.ClimbAt is null || (ladder.AcknowledgedAt is null && ladder.EndedAt is null), "I6", null, "somebody has an incident, and the next is going to be called");
        Hold(ladder.Step == 0 || ladder.Called > 0, "I2", null, $"step {ladder.Step} of a ladder was climbed, and nobody was called");
        world.Tally.Climbed = Math.Max(world.Tally.Climbed, ladder.Step);
    }

    private void Look(Change change)
    {
        var row = change.Row;
        var old = lives.GetValueOrDefault(row.Id);
        var isTaken = change.May.HasSomebody && (!isServer || (row.IncidentId is { } incident && taken.Contains(incident)));
        Hold(old is not null || row.CauseKind != "rung" || !isTaken, "I6", row.Id, "is a rung that is planned although somebody has the incident");
        var life = new Life(row, change.History, change.Attempts, world.Ledger.Of(row.Id), world.StepNumber);
        Say(change, known.GetValueOrDefault(row.Id));
        (known[row.Id], lives[row.Id]) = (row, life);
        foreach (var (invariant, words) in life.Faults(old))
            Hold(false, invariant, row.Id, words);
        if (change.Attempts.Count > (old?.Attempts.Count ?? 0) && change.Attempts[^1] is { EndedAt: null })
            MayBegin(row, change.May);
    }

    /// <summary>
    /// The last look: an attempt begins only while everything allows it. On a server a node may begin, and a person forbid it afterwards, between
    /// two looks: there only what was forbidden at both of them is certain.
    /// </summary>
    private void MayBegin(DeliveryRow row, Permission may)
    {
        var against = may.Against(row);
        if (isServer)
            against = allowed.GetValueOrDefault(row.Id) is { } before ? against.Intersect(before.Against(row)) : [];
        foreach (var (invariant, words) in against)
            Hold(false, invariant, row.Id, words);
    }

    private void Say(Change change, DeliveryRow? before)
    {
        foreach (var move in change.History.Where(one => one.N > (before?.Moves ?? 0)))
        {
            world.Tally.Count(move);
            // Ids and hashes differ between two tellings of one story.
            world.Say($"{world.Names.Of(change.Row.Id)} {move.FromState} -> {move.ToState}: {Hex().Replace(move.Note ?? "", "#")}");
        }
    }

    private void Hold(bool holds, string invariant, Guid? delivery, string words) =>
        world.Hold(holds, invariant, delivery is { } one ? $"{world.Names.Of(one)} {words}" : words);

    [GeneratedRegex("[0-9a-f]{12,}")]
    private static partial Regex Hex();

    private sealed record Change(DeliveryRow Row, IReadOnlyList<HistoryRow> History, IReadOnlyList<AttemptRow> Attempts, Permission May);
}
