using System.Security.Cryptography.X509Certificates;
using IncidentDesk.Channels.Http;

namespace IncidentDesk.Channels.Webhook;

/// <summary>A signed JSON message to an address of the recipient (Standard Webhooks), which the desk trusts no further than it must.</summary>
/// <param name="trusted">Roots to trust instead of this machine's; given in code, never a setting.</param>
/// <param name="lookup">How names are resolved; this machine's way when left out.</param>
public sealed class WebhookChannel(
    WebhookOptions options, TimeProvider clock, X509Certificate2Collection? trusted = null, NameLookup? lookup = null) : IChannel
{
    private readonly WebhookSecrets secrets = WebhookSecrets.Parse(options.Secrets);
    private readonly WebhookTarget target = new(options.AllowedPrivate);

    public string Name => "webhook";

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        var (address, why, whyVi) = WebhookTarget.Of(message.Address);
        if (address is null)
            return new(Verdict.Permanent, why) { ReplyVi = whyVi, Blame = Blame.Message };
        var keys = secrets.For(HostName.Of(address));
        if (keys.Count == 0)
            return new(Verdict.NotSent, "there is no secret to sign with") { ReplyVi = "không có khóa bí mật để ký", Blame = Blame.Setting };
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.TryAddWithoutValidation("User-Agent", "IncidentDesk");
        foreach (var (name, value) in WebhookSignature.Headers(keys, message.Id, clock.GetUtcNow(), message.Content.Span))
            request.Headers.TryAddWithoutValidation(name, value);
        var dialling = new Dialling(lookup, target.MayConnect, clock, options.ConnectTimeout);
        return await new HttpAttempt(dialling, trusted, clock, options.AttemptTimeout)
            .SendAsync(request, message.Content, "application/json", answer => answer.Judged, cancellation);
    }
}
