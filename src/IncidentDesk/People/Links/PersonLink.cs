using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People.Links;

/// <summary>
/// The link by which somebody sets their password: invited, or let in again by an administrator. Shown once to who made it, good for 72 hours and one use; the desk
/// keeps its SHA-256. A newer one makes the earlier void.
/// </summary>
public static class PersonLink
{
    public const string Invitation = "invitation", Reset = "reset";

    private static readonly TimeSpan Good = TimeSpan.FromHours(72);

    /// <param name="Link">The whole address; never shown again.</param>
    public sealed record Shown(string Kind, string Link, DateTimeOffset ExpiresAt);

    /// <summary>Where a good link leads.</summary>
    public sealed record Lead(Guid Id, Guid Person, string User, string Name, string Kind, DateTimeOffset ExpiresAt);

    public static async Task<Shown> IssueAsync(
        Transaction transaction, Guid person, string kind, string? reason, string by, string address, DateTimeOffset now)
    {
        var (token, hash) = SessionBook.Mint();
        await VoidAsync(transaction, person, now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO person_links (id, person_id, kind, token_hash, reason, made_by, made_at, expires_at)
            VALUES (@id, @person, @kind, @hash, @reason, @by, @now, @until)
            """,
            new { id = Ids.Next(now), person, kind, hash, reason, by, now, until = now + Good });
        return new(kind, $"{address}/welcome/{token}", now + Good);
    }

    public static Task<int> VoidAsync(Transaction transaction, Guid person, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            "UPDATE person_links SET void_at = @now WHERE person_id = @person AND used_at IS NULL AND void_at IS NULL", new { person, now });

    /// <summary>Null for a link that is wrong, used, void or over, or whose person has ended.</summary>
    public static Task<Lead?> FindAsync(Reading reading, string token, DateTimeOffset now) => reading.SingleAsync<Lead>(
        """
        SELECT person_links.id, people.id AS person, people.user_name AS "user", people.name, person_links.kind, person_links.expires_at
        FROM person_links JOIN people ON people.id = person_links.person_id
        WHERE person_links.token_hash = @hash AND person_links.used_at IS NULL AND person_links.void_at IS NULL AND person_links.expires_at > @now
          AND people.disabled_at IS NULL AND (people.ends_at IS NULL OR people.ends_at > @now)
        """,
        new { hash = SessionBook.HashOf(token), now });

    /// <returns>False when somebody else was first.</returns>
    public static async Task<bool> UseAsync(Transaction transaction, Guid link, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            "UPDATE person_links SET used_at = @now WHERE id = @link AND used_at IS NULL AND void_at IS NULL", new { link, now }) == 1;
}
