using IncidentDesk.Approvals;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>A letter that nobody can have got is written anew when it is next needed, and whoever was asked about the old words is asked again.</summary>
public static class Rewriting
{
    /// <param name="condition">Which deliveries: over that table, with the members of <paramref name="parameters"/>.</param>
    public static async Task ForgetAsync(Transaction transaction, string condition, object parameters, DateTimeOffset at)
    {
        var forgotten = await transaction.QueryAsync<Row>(
            $"""
            UPDATE deliveries SET content = NULL, content_hash = NULL
            WHERE {condition}
              AND NOT EXISTS (SELECT 1 FROM delivery_attempts WHERE delivery_attempts.delivery_id = deliveries.id AND delivery_attempts.verdict = 'unknown')
            RETURNING id, state
            """,
            parameters);
        foreach (var row in forgotten.Where(row => row.State == DeliveryStates.AwaitingApproval))
            await Asking.VoidOpenAsync(transaction, DeliveryAsking.Kind, row.Id.ToString("D"), at, "the letter is written anew");
    }

    private sealed record Row(Guid Id, string State);
}
