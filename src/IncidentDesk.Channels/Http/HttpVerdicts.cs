namespace IncidentDesk.Channels.Http;

/// <summary>The verdict table of HTTP: what each status says about a message that was handed over. Every adapter over HTTP judges by it.</summary>
public static class HttpVerdicts
{
    public static (Verdict Verdict, Blame Blame) Of(int status) => status switch
    {
        >= 200 and <= 299 => (Verdict.Ok, Blame.Nobody),
        // Never followed: where a message goes is a person's decision, not a server's.
        >= 300 and <= 399 => (Verdict.Permanent, Blame.Message),
        // About who we are. Were it permanent, one changed password would fail every waiting message for good.
        401 or 403 or 407 => (Verdict.Transient, Blame.Setting),
        408 or 425 or 429 => (Verdict.Transient, Blame.Peer),
        >= 400 and <= 499 => (Verdict.Permanent, Blame.Message),
        >= 500 and <= 599 => (Verdict.Transient, Blame.Peer),
        // An answer that HTTP does not have as a last one says nothing.
        _ => (Verdict.Unknown, Blame.Peer),
    };

    /// <summary>How long the peer asks us to wait, which it may say where trying again is right.</summary>
    public static TimeSpan? WaitOf(int status, HttpResponseMessage response, DateTimeOffset now)
    {
        var asked = Of(status).Verdict != Verdict.Transient || response.Headers.RetryAfter is not { } retry ? null
            : retry.Delta ?? retry.Date - now;
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }
}
