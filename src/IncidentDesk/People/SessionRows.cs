using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>Sessions begin and end here, however somebody proved who they are: a sign-in by another provider would end in the same call.</summary>
public static class SessionRows
{
    public sealed record View(Guid Id, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string Address, string Device);

    /// <returns>The token for the cookie.</returns>
    public static async Task<string> StartAsync(Transaction transaction, Guid person, string address, string device, DateTimeOffset now, bool hasTwoFactors = false)
    {
        var (shown, hash) = SessionBook.Mint();
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO sessions (id, token_hash, person_id, started_at, proved_at, seen_at, address, device, two_factors_at)
            VALUES (@id, @hash, @person, @now, @now, @now, @address, @device, @twoFactorsAt)
            """,
            new { id, hash, person, now, address, device, twoFactorsAt = hasTwoFactors ? now : (DateTimeOffset?)null });
        await AuditTrail.AppendAsync(transaction, $"person:{person:D}", "session.start", id.ToString("D"), "started", now);
        return shown;
    }

    /// <summary>Ends all of a person's sessions but one, and every sign-in that has got no further than its password.</summary>
    /// <returns>How many sessions.</returns>
    public static async Task<int> EndAllAsync(Transaction transaction, Guid person, string why, DateTimeOffset now, Guid? except = null)
    {
        await transaction.ExecuteAsync("UPDATE people SET signed_out_at = @now WHERE id = @person", new { person, now });
        return await transaction.ExecuteAsync(
            $"""
            UPDATE sessions SET ended_at = @now, ended_why = @why
            WHERE person_id = @person AND ended_at IS NULL{(except is null ? "" : " AND id <> @except")}
            """,
            new { person, why, now, except = except ?? Guid.Empty });
    }

    /// <summary>Whether what somebody showed then is still worth anything: they may still enter, and were not signed out everywhere since.</summary>
    public static async Task<bool> IsWelcomeSinceAsync(Reading reading, Guid person, DateTimeOffset since, DateTimeOffset now) =>
        await reading.SingleAsync<long>(
            $"""
            SELECT count(*) FROM people WHERE people.id = @person AND (people.signed_out_at IS NULL OR people.signed_out_at <= @since) AND {SessionBook.MayBeHere}
            """,
            new { person, since, now }) > 0;

    public static Task<int> EndAsync(Transaction transaction, Guid person, Guid session, string why, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            "UPDATE sessions SET ended_at = @now, ended_why = @why WHERE id = @session AND person_id = @person AND ended_at IS NULL",
            new { person, session, why, now });

    public static Task<int> ProveAsync(Transaction transaction, Guid session, DateTimeOffset now) =>
        transaction.ExecuteAsync("UPDATE sessions SET proved_at = @now WHERE id = @session", new { session, now });

    /// <summary>Another token for the same session: a copy of the cookie from before a proof is worth nothing after it (ASVS 5.0, 7.2.4).</summary>
    /// <returns>The token for the cookie.</returns>
    public static async Task<string> RenewAsync(Transaction transaction, Guid session)
    {
        var (shown, hash) = SessionBook.Mint();
        await transaction.ExecuteAsync("UPDATE sessions SET token_hash = @hash WHERE id = @session AND ended_at IS NULL", new { session, hash });
        return shown;
    }

    public static Task<IReadOnlyList<View>> OpenOfAsync(Reading reading, Guid person, SessionRules rules, DateTimeOffset now) =>
        reading.QueryAsync<View>(
            $"""
            SELECT sessions.id, sessions.started_at, sessions.seen_at, sessions.address, sessions.device
            FROM sessions JOIN people ON people.id = sessions.person_id
            WHERE sessions.person_id = @person AND {SessionBook.IsOpen} ORDER BY sessions.started_at DESC, sessions.id DESC LIMIT 200
            """,
            new { person, now, idle = now - rules.Idle, longest = now - rules.Longest });
}
