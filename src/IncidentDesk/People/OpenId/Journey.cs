using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Shell;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentDesk.People.OpenId;

/// <summary>One way to the provider and back. It travels in a sealed cookie, so that only the browser that left can come back.</summary>
/// <param name="Verifier">Of PKCE (RFC 7636): whoever stole the code on the way has not got it.</param>
/// <param name="IsProof">Somebody who is signed in shows again who they are, before something dangerous.</param>
public sealed record Journey(string State, string Nonce, string Verifier, DateTimeOffset BegunAt, bool IsProof, string Next)
{
    private const string Cookie = "desk-journey";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Journey Begin(bool isProof, string? next, DateTimeOffset now) => new(Word(), Word(), Word(), now, isProof, LocalAddress.OrHome(next));

    public static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    public void Leave(HttpContext http, IDataProtectionProvider protection) => http.Response.Cookies.Append(
        Cookie, Protector(protection).Protect(string.Join('\n', State, Nonce, Verifier, BegunAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), IsProof ? "proof" : "", Next)),
        // Lax: the provider sends the person back by a link.
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Longest, Path = "/sign-in", IsEssential = true });

    /// <returns>Null when no journey of this browser's is under way, or another one than <paramref name="state"/> names.</returns>
    public static Journey? Return(HttpContext http, IDataProtectionProvider protection, string? state, DateTimeOffset now)
    {
        var carried = http.Request.Cookies[Cookie];
        http.Response.Cookies.Delete(Cookie, new() { Path = "/sign-in", Secure = http.Request.IsHttps });
        try
        {
            return carried is { Length: < 4000 } && Protector(protection).Unprotect(carried).Split('\n') is [var own, var nonce, var verifier, var begun, var proof, var next]
                && Same(own, state ?? "") && DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(begun, CultureInfo.InvariantCulture)) is var at && now - at <= Longest
                    ? new(own, nonce, verifier, at, proof == "proof", LocalAddress.OrHome(next))
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Word() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("openid-journey");
}
