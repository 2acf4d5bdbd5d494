namespace IncidentDesk.Channels;

/// <summary>What became of one attempt, as far as the sender can know.</summary>
public enum Verdict
{
    /// <summary>The peer said yes.</summary>
    Ok,

    /// <summary>The peer had everything and said "not now"; trying again later is right.</summary>
    Transient,

    /// <summary>The peer said "never"; the next channel is right.</summary>
    Permanent,

    /// <summary>The content left and no answer came: it may or may not have arrived.</summary>
    Unknown,

    /// <summary>Certainly not delivered: it ended before the content was handed over (connect, TLS, greeting, sign-in, a "not now" before the final dot, an open breaker).</summary>
    NotSent,
}

/// <summary>Where an attempt that was not <see cref="Verdict.Ok"/> went wrong; the guard and the alarms go by it.</summary>
public enum Blame
{
    /// <summary>Nothing went wrong.</summary>
    Nobody,

    /// <summary>The peer is away or unwell: retry in seconds, and count it for the breaker.</summary>
    Peer,

    /// <summary>Our setting (password, certificate, no STARTTLS): only a person can mend it, so no retry within seconds.</summary>
    Setting,

    /// <summary>This recipient or this content; it says nothing about the peer, so one bad address never opens the breaker for all.</summary>
    Message,
}

/// <summary>An attempt's end, with the peer's own words.</summary>
/// <param name="Reply">What the peer said, verbatim, or what broke when it said nothing.</param>
/// <param name="RetryAfter">How long the peer (or the open breaker) asked us to wait, where it said so.</param>
public sealed record Outcome(Verdict Verdict, string Reply, TimeSpan? RetryAfter = null)
{
    /// <summary>The same in Vietnamese where the words in <see cref="Reply"/> are ours; null where they are the peer's.</summary>
    public string? ReplyVi { get; init; }

    public Blame Blame { get; init; }

    /// <summary>False when the guard held the message back (breaker open, no free place): this counts as no attempt.</summary>
    public bool Attempted { get; init; } = true;
}
