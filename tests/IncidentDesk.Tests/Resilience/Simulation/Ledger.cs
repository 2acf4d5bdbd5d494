namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>What the outside knows: which deliveries the desk has promised, and what each peer has kept.</summary>
internal sealed class Ledger
{
    private readonly Lock gate = new();
    private readonly List<Receipt> receipts = [];
    private readonly HashSet<Guid> promised = [];

    /// <summary>Committed and answered: from now on the desk owes it.</summary>
    public IReadOnlyCollection<Guid> Promised => promised;

    public IReadOnlyList<Receipt> Receipts
    {
        get
        {
            lock (gate)
                return [.. receipts];
        }
    }

    public void Promise(Guid delivery) => promised.Add(delivery);

    public void Receive(Talk talk)
    {
        lock (gate)
            receipts.Add(new(talk.Delivery, talk.Attempt, talk.MessageId));
    }

    public IReadOnlyList<Receipt> Of(Guid delivery) => [.. Receipts.Where(receipt => receipt.Delivery == delivery)];
}

/// <summary>One message that a peer kept.</summary>
internal sealed record Receipt(Guid Delivery, long Attempt, string MessageId);
