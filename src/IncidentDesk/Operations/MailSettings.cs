using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using Microsoft.Extensions.Configuration;

namespace IncidentDesk.Operations;

/// <summary>Section <c>Channels:Mail</c>: the server, and how far mail may go. The rules of each value are the channel's own.</summary>
public sealed record MailSettings(MailOptions Options, IReadOnlyList<SettingFault> Misread)
{
    public const string Section = "Channels:Mail";

    private static readonly string[] Numbers = [nameof(MailOptions.Port)];

    private static readonly string[] Spans =
    [
        nameof(MailOptions.ConnectTimeout), nameof(MailOptions.StepTimeout), nameof(MailOptions.FinalTimeout),
        nameof(MailOptions.AttemptTimeout), nameof(MailOptions.KeepConnection),
    ];

    /// <summary>disabled, simulate, allow-list or live.</summary>
    public string Guard => Options.GuardMode.Word();

    public static MailSettings Of(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var misread = new List<SettingFault>();
        foreach (var name in Numbers.Where(name => section[name] is { Length: > 0 } text && !int.TryParse(text, out _)))
            misread.Add(new($"{Section}:{name}", "must be a whole number", "phải là số nguyên"));
        foreach (var name in Spans.Where(name => section[name] is { Length: > 0 } text && !TimeSpan.TryParse(text, out _)))
            misread.Add(new($"{Section}:{name}", "must be a span like 00:00:30", "phải là khoảng thời gian như 00:00:30"));
        // What cannot be read would end the binding at the first one; all faults are to be shown at once.
        return new(misread.Count > 0 ? new() : section.Get<MailOptions>() ?? new(), misread);
    }

    /// <summary>Everything that is wrong, all at once; empty when the desk may start.</summary>
    public IReadOnlyList<SettingFault> Faults() => [.. Misread, .. Misread.Count > 0 ? [] : MailOptionsCheck.Faults(Options)];

    /// <summary>A password does not belong into a log line.</summary>
    public override string ToString() => Options.ToString();
}
