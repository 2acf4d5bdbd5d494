using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>The life of a paper. Its state is written here and nowhere else; the history row of each step names a legal move, or the database refuses it.</summary>
public static class PaperState
{
    public const string Draft = "draft", Review = "review", Approved = "approved", Sending = "sending", Sent = "sent", Withdrawn = "withdrawn";

    /// <returns>False when the paper is not, or no longer, where the move starts: then nothing was written.</returns>
    public static async Task<bool> MoveAsync(Transaction transaction, Guid paper, string from, string to, Actor actor, string? note, DateTimeOffset at)
    {
        var moved = await transaction.SingleAsync<Moved>(
            """
            UPDATE papers SET state = @to, moves = moves + 1, version = version + 1 WHERE id = @paper AND state = @from
            RETURNING moves, incident_id, agency_id, visibility
            """,
            new { paper, from, to });
        if (moved is null)
            return false;
        await AddHistoryAsync(transaction, paper, moved.Moves, from, to, actor, note, at);
        await AuditTrail.AppendAsync(transaction, actor.Word, $"paper.{to}", paper.ToString("D"), $"from {from}", at);
        await TellAsync(transaction, moved.IncidentId, to == Sent && moved.Visibility == "agency" ? moved.AgencyId : null, at);
        return true;
    }

    public static Task AddHistoryAsync(
        Transaction transaction, Guid paper, long n, string? from, string to, Actor actor, string? note, DateTimeOffset at) =>
        transaction.ExecuteAsync(
            "INSERT INTO paper_history (paper_id, n, at, from_state, to_state, actor, note) VALUES (@paper, @n, @at, @from, @to, @actor, @note)",
            new { paper, n, at, from, to, actor = actor.Word, note });

    /// <summary>Tells the open pages of the incident; the desk alone, until the paper is one that the agency sees.</summary>
    public static async Task TellAsync(Transaction transaction, Guid? incident, Guid? agency, DateTimeOffset at)
    {
        if (incident is { } id)
            await Changes.TellAsync(
                transaction, "incident", id, await transaction.SingleAsync<string>("SELECT number FROM incidents WHERE id = @id", new { id }), "paper", agency, at);
    }

    private sealed record Moved(long Moves, Guid? IncidentId, Guid AgencyId, string Visibility);
}
