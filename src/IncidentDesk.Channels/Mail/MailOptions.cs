using System.Net;
using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Mail;

/// <summary>Section <c>Channels:Mail</c>. Words are kept as written so that every wrong one can be named at start.</summary>
public sealed record MailOptions
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public string Security { get; init; } = "starttls";
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>The address that sends: the envelope's sender, and by its domain the Message-IDs.</summary>
    public string From { get; init; } = "";

    public string Guard { get; init; } = "simulate";

    /// <summary>Addresses or <c>@domain</c>, separated by commas.</summary>
    public string AllowList { get; init; } = "";

    /// <summary>A maildir into which the mail server lays what comes for <see cref="From"/>; empty: nothing comes in.</summary>
    public string Inbox { get; init; } = "";

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait for one answer of the server.</summary>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest wait for the answer that decides, after the final dot: servers scan content there.</summary>
    public TimeSpan FinalTimeout { get; init; } = TimeSpan.FromSeconds(40);

    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an open connection waits for the next message; zero closes it after each.</summary>
    public TimeSpan KeepConnection { get; init; } = TimeSpan.FromSeconds(15);

    public MailSecurity SecurityMode => Security.Trim().ToLowerInvariant() switch
    {
        "none" => MailSecurity.None,
        "tls" => MailSecurity.Tls,
        _ => MailSecurity.StartTls,
    };

    public GuardMode GuardMode => GuardWords.TryParse(Guard, out var mode) ? mode : GuardMode.Simulate;

    internal bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>A password does not belong into a log line.</summary>
    public override string ToString() => $"{Host}:{Port} ({Security}), from {From}, guard {Guard}";
}
