using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>
/// The way into a desk that nobody administers yet: a link that whoever started it reads on the console, good for one day and one
/// use. The desk keeps the token's hash only.
/// </summary>
public static class SetUpLink
{
    private const string Fact = "set-up-link";
    private static readonly TimeSpan Good = TimeSpan.FromHours(24);

    /// <summary>A new token; an earlier one is void. Null when somebody administers the desk.</summary>
    public static Task<string?> IssueAsync(Database database, TimeProvider clock, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            if (await HasAdministratorAsync(transaction))
                return null;
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
            var until = (clock.GetUtcNow() + Good).ToUnixTimeMilliseconds();
            await transaction.ExecuteAsync(
                """
                INSERT INTO desk_facts (name, value) VALUES (@name, @value)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """,
                new { name = Fact, value = string.Create(CultureInfo.InvariantCulture, $"{HashOf(token)} {until}") });
            return token;
        }, cancellation);

    /// <summary>Whether the token opens the desk now.</summary>
    public static async Task<bool> IsGoodAsync(Reading reading, string token, DateTimeOffset now) =>
        await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact }) is { } value
        && value.Split(' ') is [var hash, var until]
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(token)))
        && now.ToUnixTimeMilliseconds() < long.Parse(until, CultureInfo.InvariantCulture)
        && !await HasAdministratorAsync(reading);

    /// <returns>False when the token is not good, or somebody else used it first.</returns>
    public static async Task<bool> UseAsync(Transaction transaction, string token, DateTimeOffset now) =>
        await IsGoodAsync(transaction, token, now)
        && await transaction.ExecuteAsync("DELETE FROM desk_facts WHERE name = @name", new { name = Fact }) == 1;

    private static async Task<bool> HasAdministratorAsync(Reading reading) =>
        await reading.SingleAsync<long>("SELECT count(*) FROM people WHERE role = 'admin' AND disabled_at IS NULL") > 0;

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
