using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;

namespace IncidentDesk.Operations;

/// <summary>Section <c>Channels:Mail</c>: the server, and how far mail may go. The rules of each value are the channel's own.</summary>
public sealed record MailSettings(MailOptions Options, IReadOnlyList<SettingFault> Misread)
{
    public const string Section = "Channels:Mail";

    /// <summary>disabled, simulate, allow-list or live.</summary>
    public string Guard => Options.GuardMode.Word();

    public static MailSettings Of(IConfiguration configuration)
    {
        var (options, misread) = SettingsSection.Read<MailOptions>(configuration, Section);
        return new(options, misread);
    }

    /// <summary>Everything that is wrong, all at once; empty when the desk may start.</summary>
    public IReadOnlyList<SettingFault> Faults() => [.. Misread, .. MailOptionsCheck.Faults(Options)];

    /// <summary>A password does not belong into a log line.</summary>
    public override string ToString() => Options.ToString();
}
