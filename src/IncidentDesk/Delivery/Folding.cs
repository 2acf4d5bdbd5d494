using IncidentDesk.Audit;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.DeliveryStates;

namespace IncidentDesk.Delivery;

/// <summary>
/// What follows a mail was planned while that one was in a courier's hands, and then it did not get through: nobody has anything yet. So one
/// letter says it all, written anew; and what was to be taken back is taken back before it leaves.
/// </summary>
public static class Folding
{
    /// <summary>Over the table deliveries: a first mail that has not left.</summary>
    public const string IsFirstAndWaits =
        "channel = 'mail' AND cause_kind IN ('report', 'forward', 'obligation') AND state IN ('planned', 'awaiting-approval', 'queued', 'retry-wait')";

    private const string Earlier =
        $"""
        about = (SELECT about FROM deliveries WHERE id = @id) AND recipient = (SELECT recipient FROM deliveries WHERE id = @id) AND {IsFirstAndWaits}
        """;

    public static Task IntoEarlierAsync(Transaction transaction, Claim claim, Standing standing, string why, DateTimeOffset now) =>
        standing.CauseKind == "retraction" ? TakeBackAsync(transaction, claim, why, now) : SayInOneAsync(transaction, claim, why, now);

    private static async Task SayInOneAsync(Transaction transaction, Claim claim, string why, DateTimeOffset now)
    {
        await Rewriting.ForgetAsync(transaction, Earlier, new { id = claim.Id }, now);
        if (await EarlierAsync(transaction, claim) is not [var first, ..])
        {
            // It has been taken up again meanwhile: look again.
            await Deliveries.MoveAsync(transaction, new(claim.Id, Claimed, RetryWait, now, Actor.Desk) { Token = claim.Token, NextAttemptAt = now, Note = why });
            return;
        }
        await transaction.ExecuteAsync(
            "UPDATE deliveries SET superseded_by = @first WHERE id = @id AND state = 'claimed' AND lease_token = @token",
            new { first = first.Id, id = claim.Id, token = claim.Token });
        await Deliveries.MoveAsync(transaction, new(claim.Id, Claimed, Superseded, now, Actor.Desk) { Token = claim.Token, Note = why });
    }

    private static async Task TakeBackAsync(Transaction transaction, Claim claim, string why, DateTimeOffset now)
    {
        foreach (var row in await EarlierAsync(transaction, claim))
            await Deliveries.MoveAsync(transaction, new(row.Id, row.State, Cancelled, now, Actor.Desk) { Note = "it was retracted before it left" });
        await Deliveries.MoveAsync(transaction, new(claim.Id, Claimed, Cancelled, now, Actor.Desk) { Token = claim.Token, Note = why });
    }

    private static Task<IReadOnlyList<Row>> EarlierAsync(Transaction transaction, Claim claim) =>
        transaction.QueryAsync<Row>($"SELECT id, state FROM deliveries WHERE {Earlier} ORDER BY id", new { id = claim.Id });

    private sealed record Row(Guid Id, string State);
}
