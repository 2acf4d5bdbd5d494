using System.Threading.RateLimiting;

namespace IncidentDesk.Pipeline;

/// <summary>A token bucket per caller: one caller in a loop must not use up the desk for all.</summary>
public sealed class RateGate : IAsyncDisposable
{
    public const int DefaultPerSecond = 2000;

    private readonly PartitionedRateLimiter<HttpContext> buckets;

    /// <param name="requestsPerSecond">Of one caller, on average; two seconds' worth may come at once. 0 is no limit.</param>
    /// <param name="callerOf">Who is asking: a key's id, a person, an address.</param>
    public RateGate(int requestsPerSecond, Func<HttpContext, string> callerOf) =>
        buckets = PartitionedRateLimiter.Create<HttpContext, string>(http => requestsPerSecond == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(callerOf(http), _ => Bucket(requestsPerSecond)));

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        using var lease = buckets.AttemptAcquire(http);
        if (!lease.IsAcquired)
            throw new RefusedException(Problems.RateLimited(
                lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1)));
        await next(http);
    }

    public ValueTask DisposeAsync() => buckets.DisposeAsync();

    // Ten refills a second where the rate allows it, so that nobody waits a whole second for one token.
    private static TokenBucketRateLimiterOptions Bucket(int perSecond) => new()
    {
        TokenLimit = perSecond * 2,
        TokensPerPeriod = perSecond >= 10 ? perSecond / 10 : perSecond,
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(perSecond >= 10 ? 100 : 1000),
        QueueLimit = 0,
    };
}
