using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// A duty as a proof finds it. What a merged incident owed stands on above, as the one of its kind, recipient and trigger in the incident that stays: also what was met before
/// and came back after the merging. It keeps what is proven of it meanwhile, for the day on which the merging is taken back.
/// </summary>
/// <param name="State">open, or void where a merging let it go.</param>
internal sealed record MergedDuty(Guid IncidentId, Guid Id, string Kind, string Recipient, string? Trigger, string State)
{
    private const string Select = "SELECT incident_id, id, kind, recipient, clock_trigger AS trigger, state FROM obligations";

    // Let go by a merging that still holds, as its history says, and not proven before.
    private const string CanBeMet =
        """
        (state = 'open' OR (state = 'void' AND met_at IS NULL AND EXISTS (SELECT 1 FROM obligation_states
            JOIN incident_merges ON incident_merges.incident_id = obligation_states.incident_id
                AND incident_merges.merged_at = obligation_states.at AND incident_merges.undone_at IS NULL
            WHERE obligation_states.incident_id = obligations.incident_id AND obligation_states.obligation_id = obligations.id
                AND obligation_states.state = 'void')))
        """;

    /// <summary>The duty itself and those above that stand for it, up to what is merged into nothing. Their incidents are held: nobody merges or parts them meanwhile.</summary>
    public static async Task<IReadOnlyList<MergedDuty>> FindAsync(Transaction transaction, Guid incident, Guid obligation)
    {
        var into = await HoldAsync(transaction, incident);
        if (await transaction.SingleAsync<MergedDuty>(
            $"{Select} WHERE incident_id = @incident AND id = @obligation AND {CanBeMet}", new { incident, obligation }) is not { } own)
            return [];
        var found = new List<MergedDuty> { own };
        while (into is { } above)
        {
            into = await HoldAsync(transaction, above);
            // What lies between may never have owed it: it was met when they were merged, and asked for again at the top alone.
            if (await AlikeAsync(transaction, above, found[^1]) is { } alike)
                found.Add(alike);
        }
        return found;
    }

    /// <returns>What it is merged into.</returns>
    private static Task<Guid?> HoldAsync(Transaction transaction, Guid incident) => transaction.SingleAsync<Guid?>(
        "UPDATE incidents SET version = version WHERE id = @incident RETURNING merged_into", new { incident });

    // Where nobody kept what started one of them, whichever fits.
    private static Task<MergedDuty?> AlikeAsync(Transaction transaction, Guid above, MergedDuty duty) => transaction.SingleAsync<MergedDuty>(
        $"""
        {Select} WHERE incident_id = @above AND kind = @kind AND recipient = @recipient
            AND (clock_trigger = @trigger OR clock_trigger IS NULL OR CAST(@trigger AS TEXT) IS NULL) AND {CanBeMet}
        ORDER BY CASE WHEN clock_trigger = @trigger THEN 0 ELSE 1 END, id LIMIT 1
        """,
        new { above, kind = duty.Kind, recipient = duty.Recipient, trigger = duty.Trigger });
}
