namespace IncidentDesk.Channels;

/// <summary>What became of one attempt, as far as the sender can know.</summary>
public enum Verdict
{
    /// <summary>The peer said yes.</summary>
    Ok,

    /// <summary>The peer said "not now"; trying again later is right.</summary>
    Transient,

    /// <summary>The peer said "never"; the next channel is right.</summary>
    Permanent,

    /// <summary>The content left and no answer came: it may or may not have arrived.</summary>
    Unknown,

    /// <summary>Nothing left this machine (connect, TLS, greeting, sign-in, an open breaker).</summary>
    NotSent,
}

/// <summary>An attempt's end, with the peer's own words.</summary>
/// <param name="Reply">What the peer said, verbatim, or what broke when it said nothing.</param>
/// <param name="RetryAfter">How long the peer asked us to wait, where it said so.</param>
public sealed record Outcome(Verdict Verdict, string Reply, TimeSpan? RetryAfter = null);
