using System.Collections.Frozen;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>What the settings say of one channel.</summary>
/// <param name="IsConfigured">There is a way out: a server, a gateway, a secret; or a person.</param>
/// <param name="Proof">The hash of the settings that a test must have proved; null where nothing needs proving.</param>
public sealed record ChannelEntry(string Channel, bool IsConfigured, GuardMode Guard, AllowList AllowList, string? Proof = null);

/// <summary>Every channel by its word: is it there, how far may it go, and to whom.</summary>
public sealed class ChannelBook(DeskSettings settings)
{
    private readonly FrozenDictionary<string, ChannelEntry> entries = Read(settings).ToFrozenDictionary(entry => entry.Channel);

    /// <summary>The channels in the order in which people read them.</summary>
    public IReadOnlyList<ChannelEntry> All { get; } = [.. Read(settings)];

    /// <summary>How long a message is waited for before its next channel starts, where nobody set another time.</summary>
    public TimeSpan UntilNextChannel => settings.NextChannel.After;

    /// <summary>A word that is no channel of this desk is one that lets nothing out.</summary>
    public ChannelEntry Of(string channel) => entries.GetValueOrDefault(channel) ?? new(channel, false, GuardMode.Disabled, AllowList.Empty);

    /// <summary>
    /// Whether anything may be planned by it: it is configured and not disabled, and a gateway that really sends was tested with exactly these
    /// settings. Who only simulates needs no proof, for nothing leaves.
    /// </summary>
    public async Task<bool> IsUsableAsync(Reading reading, string channel) =>
        Of(channel) is { IsConfigured: true, Guard: not GuardMode.Disabled } entry
        && (entry.Guard == GuardMode.Simulate || await IsProvenAsync(reading, entry));

    /// <summary>A test sent with exactly these settings arrived at the provider, or there is nothing to prove.</summary>
    public static async Task<bool> IsProvenAsync(Reading reading, ChannelEntry entry) =>
        entry.Proof is null || await reading.SingleAsync<string>(
            "SELECT channel FROM gateway_tests WHERE channel = @channel AND settings_hash = @proof",
            new { channel = entry.Channel, proof = entry.Proof }) is not null;

    private static IEnumerable<ChannelEntry> Read(DeskSettings settings)
    {
        var (mail, more) = (settings.Mail.Options, settings.Channels);
        yield return new("mail", mail.Host.Length > 0 || mail.GuardMode == GuardMode.Simulate, mail.GuardMode, AllowList.Parse(mail.AllowList));
        yield return new("call", true, more.Call.GuardMode, AllowList.OfPhones(more.Call.AllowList));
        yield return new("voice", more.Voice.IsConfigured, more.Voice.GuardMode, AllowList.OfPhones(more.Voice.AllowList), more.Voice.Fingerprint);
        yield return new("sms", more.Sms.IsConfigured, more.Sms.GuardMode, AllowList.OfPhones(more.Sms.AllowList), more.Sms.Fingerprint);
        yield return new("webhook", more.Webhook.IsConfigured, more.Webhook.GuardMode, AllowList.OfHosts(more.Webhook.AllowList));
        yield return new("by-hand", true, GuardMode.Live, AllowList.Empty);
    }
}
