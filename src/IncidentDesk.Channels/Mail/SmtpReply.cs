using System.Text;

namespace IncidentDesk.Channels.Mail;

/// <summary>One answer of the server, all its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestKept = 2000;

    public bool IsPositive => Code is >= 200 and < 300;
    public bool IsNotNow => Code is >= 400 and < 500;
    public bool IsNever => Code is >= 500 and < 600;

    /// <summary>421 says goodbye whatever was asked: the server goes, this message is not at fault.</summary>
    public bool IsGoodbye => Code == 421;

    /// <summary>The server's words as it wrote them.</summary>
    public string Words => string.Join('\n', Lines) is var all && all.Length > LongestKept ? all[..LongestKept] : all;

    /// <summary>Bytes from outside become text that every store takes: no control characters, no broken UTF-8.</summary>
    public static string Readable(ReadOnlySpan<byte> line)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(line));
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
                text[i] = text[i] == '\t' ? ' ' : '\uFFFD';
        }
        return text.ToString();
    }
}
