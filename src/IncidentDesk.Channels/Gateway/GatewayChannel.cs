using System.Security.Cryptography.X509Certificates;
using System.Text.Unicode;
using IncidentDesk.Channels.Http;

namespace IncidentDesk.Channels.Gateway;

/// <summary>Text messages or spoken ones through a provider's gateway over HTTP, asked and understood by templates.</summary>
/// <param name="name">sms or voice.</param>
/// <param name="trusted">Roots to trust instead of this machine's; given in code, never a setting.</param>
/// <param name="lookup">How names are resolved; this machine's way when left out.</param>
public sealed class GatewayChannel(
    string name, GatewayOptions options, TimeProvider clock, X509Certificate2Collection? trusted = null, NameLookup? lookup = null) : IChannel
{
    private readonly GatewayAnswer answers = new(options);
    private readonly SettingFault? fault = Unfit(name, options);

    public string Name => name;

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        if (fault is not null)
            return new(Verdict.NotSent, $"{fault.Setting} {fault.Text}") { ReplyVi = $"{fault.Setting} {fault.TextVi}", Blame = Blame.Setting };
        if (!IsPhone(message.Address))
            return new(Verdict.Permanent, "not a phone number") { ReplyVi = "không phải số điện thoại", Blame = Blame.Message };
        if (message.Content.IsEmpty || !Utf8.IsValid(message.Content.Span))
            return new(Verdict.Permanent, "the content is no text") { ReplyVi = "nội dung không phải văn bản", Blame = Blame.Message };
        using var request = GatewayRequest.Of(options, message);
        // Where the gateway is was set by whoever runs the desk: it may well be a box in the same room.
        var dialling = new Dialling(lookup, (_, _) => true, clock, options.ConnectTimeout);
        ReadOnlyMemory<byte>? body = GatewayRequest.BodyOf(options, message) is { } bytes ? bytes : null;
        return await new HttpAttempt(dialling, trusted, clock, options.AttemptTimeout)
            .SendAsync(request, body, BodyFormat.Of(options.BodyFormat)!.MediaType, answers.Judge, cancellation);
    }

    // The guard mode decides outside whether to send at all; here every setting must be fit for sending.
    private static SettingFault? Unfit(string name, GatewayOptions options) =>
        GatewayOptionsCheck.Faults($"Channels:{char.ToUpperInvariant(name[0])}{name[1..]}", options with { Guard = "live" }) is [var first, ..] ? first : null;

    private static bool IsPhone(string address) => address.Length is > 3 and < 17 && address[0] == '+' && address.Skip(1).All(char.IsAsciiDigit);
}
