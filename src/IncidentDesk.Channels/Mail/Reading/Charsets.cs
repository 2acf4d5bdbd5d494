using System.Text;
using System.Text.Unicode;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>
/// Bytes to text by the charset that a mail names. Only those with one meaning for each byte are read, and UTF-8; in any other the
/// letters of ASCII are shown and the rest is marked, since the mail itself is kept as it came.
/// </summary>
internal static class Charsets
{
    public static string Read(ReadOnlySpan<byte> bytes, string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "us-ascii" or "ascii" => Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes),
        "utf-8" or "utf8" => Encoding.UTF8.GetString(bytes),
        "latin1" or "iso-8859-1" => Encoding.Latin1.GetString(bytes),
        var other => OneByte(other)?.GetString(bytes) ?? Encoding.ASCII.GetString(bytes),
    };

    private static Encoding? OneByte(string name) =>
        (name.StartsWith("windows-125", StringComparison.Ordinal) && name.Length == 12)
        || (name.StartsWith("iso-8859-", StringComparison.Ordinal) && name.Length is 10 or 11)
            ? CodePagesEncodingProvider.Instance.GetEncoding(name)
            : null;
}
