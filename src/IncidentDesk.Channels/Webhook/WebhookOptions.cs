using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Webhook;

/// <summary>Section <c>Channels:Webhook</c>. Where to is the recipient's own address; here stands how it is signed and how far it may go.</summary>
public sealed record WebhookOptions
{
    /// <summary>
    /// <c>whsec_…</c> for every host, or <c>host=whsec_…</c> for that host alone; separated by commas. Several for one host all sign, so that
    /// one can take the other's place without a lost message.
    /// </summary>
    public string Secrets { get; init; } = "";

    public string Guard { get; init; } = "simulate";

    /// <summary>Hosts, separated by commas.</summary>
    public string AllowList { get; init; } = "";

    /// <summary>Hosts that may lie at an address of the own network, separated by commas; everything else must be public.</summary>
    public string AllowedPrivate { get; init; } = "";

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything together: name, connection, request and the whole answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Nobody can check what nobody signed: without a secret there is no webhook.</summary>
    public bool IsConfigured => Secrets.Length > 0;

    public GuardMode GuardMode => GuardWords.TryParse(Guard, out var mode) ? mode : GuardMode.Simulate;

    /// <summary>A secret does not belong into a log line.</summary>
    public override string ToString() => $"webhook, guard {Guard}";
}
