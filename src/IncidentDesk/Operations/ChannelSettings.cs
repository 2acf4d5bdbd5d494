using IncidentDesk.Channels;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Channels.Webhook;

namespace IncidentDesk.Operations;

/// <summary>The sections <c>Channels:Sms</c>, <c>:Voice</c>, <c>:Webhook</c> and <c>:Call</c>. The rules of each value are the channel's own.</summary>
public sealed record ChannelSettings(
    GatewayOptions Sms, GatewayOptions Voice, WebhookOptions Webhook, CallOptions Call, IReadOnlyList<SettingFault> Misread)
{
    private const string SmsSection = "Channels:Sms", VoiceSection = "Channels:Voice", WebhookSection = "Channels:Webhook", CallSection = "Channels:Call";

    public static ChannelSettings Of(IConfiguration configuration)
    {
        var sms = SettingsSection.Read<GatewayOptions>(configuration, SmsSection);
        var voice = SettingsSection.Read<GatewayOptions>(configuration, VoiceSection);
        var webhook = SettingsSection.Read<WebhookOptions>(configuration, WebhookSection);
        var call = SettingsSection.Read<CallOptions>(configuration, CallSection);
        return new(sms.Options, voice.Options, webhook.Options, call.Options,
        [
            .. sms.Misread, .. voice.Misread, .. webhook.Misread, .. call.Misread,
            .. SettingsSection.Unknown<GatewayOptions>(configuration, SmsSection),
            .. SettingsSection.Unknown<GatewayOptions>(configuration, VoiceSection),
            .. SettingsSection.Unknown<WebhookOptions>(configuration, WebhookSection),
            .. SettingsSection.Unknown<CallOptions>(configuration, CallSection),
        ]);
    }

    /// <summary>Everything that is wrong, all at once; empty when the desk may start.</summary>
    public IReadOnlyList<SettingFault> Faults() =>
    [
        .. Misread, .. GatewayOptionsCheck.Faults(SmsSection, Sms), .. GatewayOptionsCheck.Faults(VoiceSection, Voice),
        .. WebhookOptionsCheck.Faults(WebhookSection, Webhook), .. CallOptionsCheck.Faults(CallSection, Call),
    ];
}
