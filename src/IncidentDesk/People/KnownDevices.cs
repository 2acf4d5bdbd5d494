using System.Security.Cryptography;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People;

/// <summary>A cookie that says: somebody has signed in from here before. It opens nothing; guesses made elsewhere just do not count here.</summary>
public static class KnownDevices
{
    private const string Plain = "desk-device", Guarded = "__Host-desk-device";

    /// <summary>The token in the cookie; null when there is none.</summary>
    public static string? Of(HttpContext http) =>
        http.Request.Cookies[Name(http)] is { Length: 64 } token && token.All(char.IsAsciiHexDigitLower) ? token : null;

    public static async Task<bool> IsKnownAsync(Reading reading, string user, string? device) =>
        await reading.SingleAsync<long>(
            "SELECT count(*) FROM known_devices JOIN people ON people.id = known_devices.person_id WHERE known_devices.hash = @hash AND people.user_name = @user",
            new { hash = SessionBook.HashOf(device ?? ""), user }) > 0;

    public static async Task<bool> IsKnownAsync(Reading reading, Guid person, string device) =>
        await reading.SingleAsync<long>(
            "SELECT count(*) FROM known_devices WHERE hash = @hash AND person_id = @person", new { hash = SessionBook.HashOf(device), person }) > 0;

    public static Task RememberAsync(Transaction transaction, Guid person, string device, DateTimeOffset now) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO known_devices (hash, person_id, known_at) VALUES (@hash, @person, @now)
            ON CONFLICT (hash, person_id) DO UPDATE SET known_at = @now
            """,
            new { hash = SessionBook.HashOf(device), person, now });

    public static string Make() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static void Give(HttpContext http, string device) => http.Response.Cookies.Append(Name(http), device, new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromDays(180), Path = "/", IsEssential = true,
    });

    private static string Name(HttpContext http) => http.Request.IsHttps ? Guarded : Plain;
}
