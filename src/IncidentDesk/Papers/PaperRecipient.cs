using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>Whom a paper goes to, and whether it meets its duty there: only where the law names them.</summary>
/// <param name="Centre">Null: nobody whom the desk has an address of; by hand it goes all the same.</param>
/// <param name="Obligation">The duty that it meets; null where it goes to somebody else.</param>
public sealed record PaperRecipient(string? Centre, string Role, string Name, Guid? Obligation, DateTimeOffset? DueAt)
{
    /// <summary>By law whatever the mark; else as a report, which asks for consent where the mark wants it.</summary>
    public string CauseKind => Obligation is null ? "report" : "obligation";

    public static async Task<PaperRecipient> FindAsync(Reading reading, PaperRow paper, string? centre, DateTimeOffset now)
    {
        var duty = await reading.SingleAsync<Duty>(
            "SELECT id, recipient, due_at, state FROM obligations WHERE incident_id = @incident AND id = @obligation",
            new { incident = paper.IncidentId ?? Guid.Empty, obligation = paper.ObligationId ?? Guid.Empty });
        var known = centre is null
            ? duty is null ? null : await CentreOfRole.FindAsync(reading, duty.Recipient, now)
            : await reading.SingleAsync<CentreOfRole>("SELECT id, name FROM centres WHERE id = @centre", new { centre });
        var isNamed = duty is not null && (centre is null || await CentreOfRole.HoldsAsync(reading, centre, duty.Recipient, now));
        return new(known?.Id, duty?.Recipient ?? "response-network", known?.Name ?? "", isNamed ? duty!.Id : null, isNamed ? duty!.DueAt : null);
    }

    private sealed record Duty(Guid Id, string Recipient, DateTimeOffset DueAt, string State);
}

/// <summary>What a delivery of a paper is caused by: this version of it, and no other.</summary>
public static class PaperCause
{
    private const string Prefix = "paper:";

    public static string Ref(PaperRow paper) => $"{Prefix}{paper.Id:D}:{paper.Latest}";

    public static bool Is(string causeRef) => causeRef.StartsWith(Prefix, StringComparison.Ordinal);
}
