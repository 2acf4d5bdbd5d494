using System.Text;

namespace IncidentDesk.Harness;

/// <summary>What a scripted HTTP server does at one step.</summary>
public abstract record HttpAct
{
    /// <summary>Goes on as a well-behaved server does.</summary>
    public static readonly HttpAct GoOn = new Nothing();

    /// <summary>Closes the connection without a word.</summary>
    public static readonly HttpAct Drop = new Close(Resets: false);

    /// <summary>Resets it.</summary>
    public static readonly HttpAct Reset = new Close(Resets: true);

    /// <summary>Never answers, and keeps the connection open.</summary>
    public static readonly HttpAct Silence = new Bytes([], Holds: true, TimeSpan.Zero);

    /// <summary>Answers whole, then closes.</summary>
    public static HttpAct Say(int status, string body = "", params (string Name, string Value)[] headers) => new Bytes(
        Encoding.UTF8.GetBytes($"{Head(status, headers)}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"), Holds: false, TimeSpan.Zero);

    /// <summary>Sends these bytes as they are, then closes.</summary>
    public static HttpAct Raw(byte[] bytes) => new Bytes(bytes, Holds: false, TimeSpan.Zero);

    /// <summary>Sends these bytes, then falls silent and keeps the connection open.</summary>
    public static HttpAct RawAndHold(string text) => new Bytes(Encoding.UTF8.GetBytes(text), Holds: true, TimeSpan.Zero);

    /// <summary>Sends them one by one, so slowly that each seems alive.</summary>
    public static HttpAct Drip(string text, TimeSpan between) => new Bytes(Encoding.UTF8.GetBytes(text), Holds: true, between);

    public static string Head(int status, params (string Name, string Value)[] headers) =>
        $"HTTP/1.1 {status} Scripted\r\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}";

    internal sealed record Nothing : HttpAct;

    internal sealed record Close(bool Resets) : HttpAct;

    internal sealed record Bytes(byte[] Content, bool Holds, TimeSpan Between) : HttpAct;
}
