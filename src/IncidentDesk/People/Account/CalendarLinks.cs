using System.Security.Cryptography;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People.Account;

/// <summary>
/// The address that a person's calendar program asks: whoever has it reads the person's deadlines without signing in. It is shown once, kept as its SHA-256, and worth
/// nothing once the person has ended or has become another.
/// </summary>
public static class CalendarLinks
{
    private const int Bytes = 24;

    /// <summary>A link that opens, as its owner sees it; the token itself is nowhere any more.</summary>
    public sealed record View(Guid Id, DateTimeOffset MadeAt);

    /// <param name="Token">Shown once.</param>
    public sealed record Made(Guid Id, string Token, DateTimeOffset MadeAt);

    /// <summary>Whom a link speaks for.</summary>
    public sealed record Opened(Guid Link, Caller Owner);

    /// <summary>A new one in the place of the old.</summary>
    public static async Task<Made> MakeAsync(Transaction transaction, Guid person, string by, DateTimeOffset now)
    {
        await EndAsync(transaction, person, by, now);
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO calendar_links (id, token_hash, person_id, role, agency_id, made_at)
            SELECT @id, @hash, people.id, people.role, people.agency_id, @now FROM people WHERE people.id = @person
            """,
            new { id, hash = KeyRing.HashOf(token), person, now });
        return new(id, token, now);
    }

    /// <returns>How many ended: 0 or 1.</returns>
    public static Task<int> EndAsync(Transaction transaction, Guid person, string by, DateTimeOffset now) => transaction.ExecuteAsync(
        "UPDATE calendar_links SET ended_at = @now, ended_by = @by WHERE person_id = @person AND ended_at IS NULL", new { person, by, now });

    public static Task<View?> OfAsync(Reading reading, Guid person, DateTimeOffset now) => reading.SingleAsync<View>(
        $"SELECT calendar_links.id, calendar_links.made_at FROM {From} WHERE calendar_links.person_id = @person AND {AreLive}", new { person, now });

    /// <summary>Whose deadlines the token opens, as a caller: what the person sees, the calendar shows, and no more.</summary>
    public static async Task<Opened?> FindAsync(Reading reading, string token, DateTimeOffset now)
    {
        if (token.Length != Bytes * 2)
            return null;
        var row = await reading.SingleAsync<Row>(
            $"SELECT calendar_links.id, people.id AS person, people.name, people.agency_id, people.role FROM {From} WHERE calendar_links.token_hash = @hash AND {AreLive}",
            new { hash = KeyRing.HashOf(token), now });
        return row is null ? null : new(row.Id, new Caller(CallerKind.Person, row.Person, row.Name, row.AgencyId, row.Person, row.Role, Scopes.OfRole(row.Role)));
    }

    private const string From =
        "calendar_links JOIN people ON people.id = calendar_links.person_id LEFT JOIN agencies ON agencies.id = people.agency_id";

    private const string AreLive =
        """
        calendar_links.ended_at IS NULL AND people.disabled_at IS NULL AND (people.ends_at IS NULL OR people.ends_at > @now)
          AND people.role = calendar_links.role AND coalesce(people.agency_id, '') = coalesce(calendar_links.agency_id, '')
          AND (people.agency_id IS NULL OR agencies.valid_to IS NULL OR agencies.valid_to > @now)
        """;

    private sealed record Row(Guid Id, Guid Person, string Name, Guid? AgencyId, string Role);
}
