using IncidentDesk.Channels;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>Each try to send: when, what the other side said, and the SHA-256 of the bytes. Written before the first byte leaves.</summary>
public static class Attempts
{
    private const int LongestReply = 2000;

    /// <returns>Which attempt this is, or null when the claim no longer holds the row.</returns>
    public static async Task<long?> BeginAsync(Transaction transaction, Claim claim, string guard) =>
        await transaction.SingleAsync<long?>(
            """
            UPDATE deliveries SET attempts = attempts + 1, guard = @guard
            WHERE id = @id AND state = 'claimed' AND lease_token = @token RETURNING attempts
            """,
            new { id = claim.Id, token = claim.Token, guard });

    public static Task WriteAsync(Transaction transaction, Guid delivery, long n, string hash, DateTimeOffset at) =>
        transaction.ExecuteAsync(
            "INSERT INTO delivery_attempts (delivery_id, n, at, hash) VALUES (@delivery, @n, @at, @hash)", new { delivery, n, at, hash });

    public static Task EndAsync(Transaction transaction, Guid delivery, long n, Outcome outcome, DateTimeOffset at) =>
        transaction.ExecuteAsync(
            """
            UPDATE delivery_attempts SET ended_at = @at, verdict = @verdict, reply = @reply
            WHERE delivery_id = @delivery AND n = @n AND ended_at IS NULL
            """,
            new { delivery, n, at, verdict = Word(outcome.Verdict), reply = Printable(outcome.Reply) });

    /// <summary>The guard held the message back: that was no attempt, and its number is free again.</summary>
    public static async Task TakeBackAsync(Transaction transaction, Guid delivery, long n)
    {
        await transaction.ExecuteAsync("DELETE FROM delivery_attempts WHERE delivery_id = @delivery AND n = @n", new { delivery, n });
        await transaction.ExecuteAsync("UPDATE deliveries SET attempts = attempts - 1 WHERE id = @delivery", new { delivery });
    }

    /// <summary>Nobody is left to say how the attempt under way ended.</summary>
    /// <returns>False when none was under way.</returns>
    public static async Task<bool> LeaveOpenEndAsync(Transaction transaction, Guid delivery, string why, DateTimeOffset at) =>
        await transaction.ExecuteAsync(
            """
            UPDATE delivery_attempts SET ended_at = @at, verdict = 'unknown', reply = @why
            WHERE delivery_id = @delivery AND ended_at IS NULL
            """,
            new { delivery, why, at }) > 0;

    public static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Transient => "transient",
        Verdict.Permanent => "permanent",
        Verdict.Unknown => "unknown",
        _ => "not-sent",
    };

    /// <summary>The peer's words as one line of bounded length; a peer may say anything, PostgreSQL may not store a NUL.</summary>
    public static string Printable(string reply)
    {
        var line = string.Concat(reply.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
        return line.Length <= LongestReply ? line : line[..(LongestReply - (char.IsHighSurrogate(line[LongestReply - 1]) ? 1 : 0))];
    }
}
