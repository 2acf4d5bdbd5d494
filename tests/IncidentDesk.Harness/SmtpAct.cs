namespace IncidentDesk.Harness;

/// <summary>What a scripted mail server does at one step.</summary>
public abstract record SmtpAct
{
    /// <summary>Answers with these lines, without their line ends, and goes on.</summary>
    public static SmtpAct Say(string reply) => new Answer(reply);

    /// <summary>Sends these bytes as they are.</summary>
    public static SmtpAct Raw(byte[] bytes) => new Bytes(bytes);

    /// <summary>Closes the connection without a word.</summary>
    public static readonly SmtpAct Drop = new Close(null, false);

    /// <summary>Answers, then closes.</summary>
    public static SmtpAct SayAndDrop(string reply) => new Close(reply, false);

    /// <summary>At the final dot: keeps the message, then closes without a word, as a server that dies after its own commit.</summary>
    public static readonly SmtpAct AcceptAndDrop = new Close(null, true);

    /// <summary>Never answers, and keeps the connection open.</summary>
    public static readonly SmtpAct Silence = new Never();

    /// <summary>Answers after this long.</summary>
    public static SmtpAct Late(TimeSpan after, string reply) => new Delayed(after, reply);

    /// <summary>Resets the connection after so many bytes of content; for the step <c>content</c>.</summary>
    public static SmtpAct ResetAfter(int bytes) => new Reset(bytes);

    /// <summary>Sends these bytes one by one, so slowly that each seems alive.</summary>
    public static SmtpAct Drip(byte[] bytes, TimeSpan between) => new Slow(bytes, between);

    internal sealed record Slow(byte[] Content, TimeSpan Between) : SmtpAct;

    internal sealed record Answer(string Reply) : SmtpAct;

    internal sealed record Bytes(byte[] Content) : SmtpAct;

    internal sealed record Close(string? Reply, bool Keeps) : SmtpAct;

    internal sealed record Never : SmtpAct;

    internal sealed record Delayed(TimeSpan After, string Reply) : SmtpAct;

    internal sealed record Reset(int After) : SmtpAct;
}
