using System.Globalization;
using System.Security.Claims;

namespace IncidentDesk.People.OpenId;

/// <summary>What a provider says of somebody who signed in there, read from an id_token that holds.</summary>
/// <param name="Subject">The provider's own word for them, never given to another.</param>
/// <param name="HasTwoFactors">The provider says that two factors were shown (amr of RFC 8176: mfa, or a password and something one has).</param>
/// <param name="AuthenticatedAt">When the person last showed something to the provider; null where it does not say.</param>
public sealed record Identity(
    string Issuer, string Subject, string? User, string? Name, IReadOnlyList<string> Groups, bool HasTwoFactors, string Nonce, DateTimeOffset? AuthenticatedAt)
{
    private static readonly string[] Had = ["otp", "hwk", "swk", "sc", "sms"];

    public static Identity Of(string issuer, ClaimsIdentity claims, string groups)
    {
        string? One(string type) => claims.FindFirst(type)?.Value.Normalize();
        var methods = claims.FindAll("amr").Select(claim => claim.Value).ToList();
        return new(
            issuer, One("sub") ?? throw new ProviderFailedException("its id_token names nobody"), One("preferred_username"), One("name"),
            [.. claims.FindAll(groups).Select(claim => claim.Value)],
            methods.Contains("mfa") || (methods.Contains("pwd") && methods.Intersect(Had).Any()), One("nonce") ?? "",
            long.TryParse(One("auth_time"), CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }
}
