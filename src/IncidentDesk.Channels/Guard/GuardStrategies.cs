using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace IncidentDesk.Channels.Guard;

/// <summary>What the guard makes of an outcome, in Polly's words.</summary>
internal static class GuardStrategies
{
    public static ResiliencePipeline<Outcome> Total(GuardOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder<Outcome> { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = options.TotalTimeout })
            .Build();

    /// <summary>The breaker is the inner one: it counts every try, and a retry asks it again.</summary>
    public static ResiliencePipeline<Outcome> Tries(GuardOptions options, TimeProvider clock, CircuitBreakerStateProvider breaker)
    {
        var builder = new ResiliencePipelineBuilder<Outcome> { TimeProvider = clock };
        // Zero retries is legal for us and not for Polly.
        if (options.Retries > 0)
            builder.AddRetry(Retrying(options));
        return builder.AddCircuitBreaker(Breaking(options, breaker)).Build();
    }

    private static RetryStrategyOptions<Outcome> Retrying(GuardOptions options) => new()
    {
        MaxRetryAttempts = options.Retries,
        Delay = options.FirstWait,
        BackoffType = DelayBackoffType.Exponential,
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Result is { Verdict: Verdict.NotSent, RetryAfter: null, Blame: not Blame.Setting }),
    };

    private static CircuitBreakerStrategyOptions<Outcome> Breaking(GuardOptions options, CircuitBreakerStateProvider breaker) => new()
    {
        StateProvider = breaker,
        FailureRatio = 0.5,
        MinimumThroughput = options.BreakerTries,
        SamplingDuration = options.BreakerWindow,
        BreakDuration = options.BreakerRest,
        // A wrong password counts too: knocking on with it locks accounts.
        ShouldHandle = arguments => ValueTask.FromResult(
            arguments.Outcome.Result is { Verdict: not Verdict.Ok, Blame: Blame.Peer or Blame.Setting }),
    };
}
