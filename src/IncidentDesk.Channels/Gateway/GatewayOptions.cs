using System.Security.Cryptography;
using System.Text.Json;
using IncidentDesk.Channels.Guard;

namespace IncidentDesk.Channels.Gateway;

/// <summary>
/// Sections <c>Channels:Sms</c> and <c>Channels:Voice</c>: how one provider wants to be asked over HTTP, and how it answers. Templates hold
/// the placeholders <c>{to} {text} {id} {from} {user} {password} {token} {basic}</c> (the last is user and password for Basic), each written as its place asks.
/// </summary>
public sealed record GatewayOptions
{
    public string Url { get; init; } = "";
    public string Method { get; init; } = "POST";

    /// <summary>Further headers, name to template.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The template of the body; none for GET.</summary>
    public string Body { get; init; } = "";

    /// <summary>json, form, xml or text: how the body's placeholders are written, and its Content-Type.</summary>
    public string BodyFormat { get; init; } = "json";

    /// <summary>Who calls or writes, as the provider knows the desk.</summary>
    public string From { get; init; } = "";
    public string User { get; init; } = "";
    public string Password { get; init; } = "";
    public string Token { get; init; } = "";

    /// <summary>The statuses that may mean yes: codes and ranges, separated by commas.</summary>
    public string AcceptedStatus { get; init; } = "200-299";

    /// <summary>Where the answer's JSON says what became of it, such as <c>messages.0.status</c>; empty: the whole answer as text.</summary>
    public string AcceptedPath { get; init; } = "";

    /// <summary>What must stand there, words separated by commas; empty: the status alone decides.</summary>
    public string AcceptedWords { get; init; } = "";

    /// <summary>Where the answer's JSON has the provider's own reference; empty where it gives none.</summary>
    public string ReferencePath { get; init; } = "";

    /// <summary>What means "never" wherever it stands in an answer that is no yes, words separated by commas: a number that is none, a blocked one.</summary>
    public string PermanentWords { get; init; } = "";

    public string Guard { get; init; } = "simulate";

    /// <summary>Phone numbers in E.164, separated by commas.</summary>
    public string AllowList { get; init; } = "";

    /// <summary>True: a gateway box in the own network that speaks no TLS may be asked in clear text.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>True: Vietnamese goes without its marks, one message where the marks would need three. For text messages.</summary>
    public bool Unmarked { get; init; } = true;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Everything together: name, connection, request and the whole answer.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsConfigured => Url.Length > 0;

    public GuardMode GuardMode => GuardWords.TryParse(Guard, out var mode) ? mode : GuardMode.Simulate;

    /// <summary>Over every setting that changes what is asked or how the answer is read: what was tested is exactly this.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new object[]
        {
            Url, Method, Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => new[] { header.Key, header.Value }), Body,
            BodyFormat, From, User, Password, Token, AcceptedStatus, AcceptedPath, AcceptedWords, ReferencePath, PermanentWords,
        })));

    /// <summary>A password does not belong into a log line, and an URL may hold one.</summary>
    public override string ToString() => $"gateway, guard {Guard}";
}
