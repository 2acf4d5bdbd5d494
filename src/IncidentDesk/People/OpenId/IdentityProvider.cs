using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using IncidentDesk.Operations.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace IncidentDesk.People.OpenId;

/// <summary>The provider as the desk speaks with it: where to send people, and what a code that they bring back is worth (OpenID Connect Core 1.0, 3.1).</summary>
public sealed class IdentityProvider : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private readonly OpenIdSettings settings;
    private readonly TimeProvider clock;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1 << 20 };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> discovery;

    public IdentityProvider(OpenIdSettings settings, TimeProvider clock)
    {
        (this.settings, this.clock) = (settings, clock);
        discovery = new(
            $"{settings.Authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(http) { RequireHttps = settings.Authority.Scheme == Uri.UriSchemeHttps });
    }

    /// <exception cref="ProviderFailedException">The provider does not answer.</exception>
    public async Task<string> AddressAsync(Journey journey, string back, CancellationToken cancellation)
    {
        var known = await KnownAsync(cancellation);
        var request = new OpenIdConnectMessage
        {
            IssuerAddress = known.AuthorizationEndpoint, ClientId = settings.ClientId, RedirectUri = back, ResponseType = "code", Scope = "openid profile email",
            State = journey.State, Nonce = journey.Nonce,
        };
        request.SetParameter("code_challenge", Base64UrlEncoder.Encode(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(journey.Verifier))));
        request.SetParameter("code_challenge_method", "S256");
        if (journey.IsProof)
            (request.Prompt, request.MaxAge) = ("login", "0");
        return request.CreateAuthenticationRequestUrl();
    }

    /// <summary>Who brought the code.</summary>
    /// <exception cref="ProviderFailedException">The provider does not answer, or what it says does not hold.</exception>
    public async Task<Identity> RedeemAsync(Journey journey, string code, string back, CancellationToken cancellation)
    {
        var known = await KnownAsync(cancellation);
        var token = await TokenAsync(known, journey, code, back, cancellation);
        var checkedToken = await CheckAsync(token, known);
        if (!checkedToken.IsValid && checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider has changed its keys since they were last read.
            discovery.RequestRefresh();
            checkedToken = await CheckAsync(token, await KnownAsync(cancellation));
        }
        if (!checkedToken.IsValid)
            throw new ProviderFailedException("its id_token does not hold", checkedToken.Exception);
        var identity = Identity.Of(known.Issuer, checkedToken.ClaimsIdentity, settings.Claim);
        if (!Journey.Same(identity.Nonce, journey.Nonce))
            throw new ProviderFailedException("its id_token was made for another sign-in");
        if (journey.IsProof && !(identity.AuthenticatedAt >= journey.BegunAt - Skew))
            throw new ProviderFailedException("it did not ask the person again");
        return identity;
    }

    public void Dispose() => http.Dispose();

    private async Task<OpenIdConnectConfiguration> KnownAsync(CancellationToken cancellation)
    {
        try
        {
            return await discovery.GetConfigurationAsync(cancellation);
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException or ArgumentException)
        {
            throw new ProviderFailedException("its discovery document cannot be read", fault);
        }
    }

    private async Task<string> TokenAsync(OpenIdConnectConfiguration known, Journey journey, string code, string back, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, known.TokenEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(
            $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret)}")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = journey.Verifier,
        });
        try
        {
            using var answer = await http.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new ProviderFailedException($"it answers {(int)answer.StatusCode} to the code");
            using var body = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            return body.RootElement.GetProperty("id_token").GetString() ?? throw new ProviderFailedException("it gives no id_token");
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException
            || (fault is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new ProviderFailedException("it does not answer to the code", fault);
        }
    }

    private Task<TokenValidationResult> CheckAsync(string token, OpenIdConnectConfiguration known) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new()
        {
            ValidIssuer = known.Issuer, ValidAudience = settings.ClientId, IssuerSigningKeys = known.SigningKeys, RequireSignedTokens = true,
            ValidAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"],
            LifetimeValidator = (notBefore, expires, _, _) =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                return expires is not null && now < expires + Skew && (notBefore is null || now > notBefore - Skew);
            },
        });
}

/// <summary>What the provider says or does is not what a provider may; its message is for the log, never for a page.</summary>
public sealed class ProviderFailedException(string words, Exception? cause = null) : Exception(words, cause);
