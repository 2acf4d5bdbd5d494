namespace IncidentDesk.Channels.Mail;

/// <summary>One answer of the server, all its lines.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 300;
    public bool IsNotNow => Code is >= 400 and < 500;
    public bool IsNever => Code is >= 500 and < 600;

    /// <summary>421 says goodbye whatever was asked: the server goes, this message is not at fault.</summary>
    public bool IsGoodbye => Code == 421;

    /// <summary>The server's words as it wrote them.</summary>
    public string Words => WireText.Cut(string.Join('\n', Lines));
}
