using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Webhook;

/// <summary>Everything that is wrong with the webhook settings, all at once.</summary>
public static class WebhookOptionsCheck
{
    public static IReadOnlyList<SettingFault> Faults(string section, WebhookOptions options) =>
    [
        .. GuardCheck.Word(section, options.Guard),
        .. GuardCheck.List(section, AllowList.OfHosts(options.AllowList), "is no host", "không phải tên máy chủ"),
        .. Secrets(section, options), .. Hosts(section, options),
        .. GuardCheck.Waits(section, (nameof(options.ConnectTimeout), options.ConnectTimeout), (nameof(options.AttemptTimeout), options.AttemptTimeout)),
    ];

    private static IEnumerable<SettingFault> Secrets(string section, WebhookOptions options)
    {
        foreach (var place in WebhookSecrets.Parse(options.Secrets).Refused)
            yield return new(
                $"{section}:Secrets", $"entry {place} is neither whsec_ with 24 to 64 bytes in base64 nor host=whsec_…",
                $"mục {place} không phải whsec_ kèm 24 đến 64 byte dạng base64, cũng không phải máy-chủ=whsec_…");
        if (!options.IsConfigured && options.GuardMode is GuardMode.AllowList or GuardMode.Live)
            yield return new($"{section}:Secrets", "is needed by this guard mode", "là bắt buộc ở chế độ này");
    }

    private static IEnumerable<SettingFault> Hosts(string section, WebhookOptions options) =>
        Guard.AllowList.OfHosts(options.AllowedPrivate).Refused
            .Select(entry => new SettingFault($"{section}:AllowedPrivate", $"'{entry}' is no host", $"'{entry}' không phải tên máy chủ"));
}
