using System.Security.Claims;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using Microsoft.AspNetCore.Authentication;

namespace IncidentDesk.People;

/// <summary>Lets somebody in who has proved who they are: a row, a cookie with its token, and a device that is known from now on.</summary>
public sealed class SessionCookie(Database database, SessionBook sessions, TimeProvider clock)
{
    /// <param name="hasTwoFactors">A provider that is trusted for it has seen two factors.</param>
    public async Task StartAsync(HttpContext http, Guid person, string name, bool hasTwoFactors = false)
    {
        var device = KnownDevices.Of(http) ?? KnownDevices.Make();
        var token = await database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            await KnownDevices.RememberAsync(transaction, person, device, now);
            // Who signs in again leaves nothing open behind.
            if (http.Items[typeof(Caller)] is Caller { Session: { } earlier, Id: var before })
                await SessionRows.EndAsync(transaction, before, earlier, "signed-in-again", now);
            return await SessionRows.StartAsync(transaction, person, AddressOf(http), DeviceOf(http.Request.Headers.UserAgent.ToString()), now, hasTwoFactors);
        }, http.RequestAborted);
        KnownDevices.Give(http, device);
        await CarryAsync(http, person, name, token);
    }

    /// <summary>From here somebody has just set what they sign in with: guesses made elsewhere do not count here from now on.</summary>
    public async Task RememberDeviceAsync(HttpContext http, Guid person)
    {
        var device = KnownDevices.Of(http) ?? KnownDevices.Make();
        await database.WriteAsync(transaction => KnownDevices.RememberAsync(transaction, person, device, clock.GetUtcNow()), http.RequestAborted);
        KnownDevices.Give(http, device);
    }

    /// <summary>The person who sits there has shown again who they are.</summary>
    /// <returns>False when nobody sits there, or somebody else.</returns>
    public async Task<bool> ProveAsync(HttpContext http, Guid person)
    {
        if (http.Items[typeof(Caller)] is not Caller { Session: { } session } caller || caller.Id != person)
            return false;
        var shown = await database.WriteAsync(async transaction =>
        {
            var now = clock.GetUtcNow();
            await SessionRows.ProveAsync(transaction, session, now);
            var fresh = await SessionRows.RenewAsync(transaction, session);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "session.prove", session.ToString("D"), "proved", now);
            return fresh;
        }, http.RequestAborted);
        sessions.Forget();
        await CarryAsync(http, caller.Id, caller.Name, shown);
        return true;
    }

    /// <summary>The person leaves: the session ends in its row too, so that a copied cookie is worth nothing.</summary>
    public async Task EndAsync(HttpContext http)
    {
        if (http.Items[typeof(Caller)] is Caller { Session: { } session, Id: var person })
            await database.WriteAsync(async transaction =>
            {
                if (await SessionRows.EndAsync(transaction, person, session, "signed-out", clock.GetUtcNow()) == 1)
                    await AuditTrail.AppendAsync(transaction, $"person:{person:D}", "session.end", session.ToString("D"), "signed-out", clock.GetUtcNow());
            }, http.RequestAborted);
        sessions.Forget();
        await http.SignOutAsync(AccessGate.CookieScheme);
    }

    private static Task CarryAsync(HttpContext http, Guid person, string name, string token) =>
        http.SignInAsync(AccessGate.CookieScheme, new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, person.ToString("D")), new(ClaimTypes.Name, name), new(SessionBook.Claim, token)], AccessGate.CookieScheme)));

    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Browser and system in two words, for the person to recognise; never the whole string.</summary>
    private static string DeviceOf(string agent)
    {
        string[] browsers = ["Edg", "OPR", "CocCoc", "coc_coc_browser", "Firefox", "Chrome", "Safari"], systems = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];
        var browser = Array.Find(browsers, word => agent.Contains(word, StringComparison.Ordinal)) switch
        {
            "Edg" => "Edge", "OPR" => "Opera", "coc_coc_browser" => "CocCoc", null => "", var word => word,
        };
        var system = Array.Find(systems, word => agent.Contains(word, StringComparison.Ordinal)) ?? "";
        return $"{browser} {system}".Trim();
    }
}
