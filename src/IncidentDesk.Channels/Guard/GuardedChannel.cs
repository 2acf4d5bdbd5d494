using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace IncidentDesk.Channels.Guard;

/// <summary>
/// Stands around a channel: total timeout, a free place, retries of seconds, circuit breaker. It repeats only what was
/// certainly not sent; an unknown outcome leaves at once, because the second of two mails cannot be taken back.
/// </summary>
public sealed class GuardedChannel : IGuarded, IDisposable
{
    private static readonly ResiliencePropertyKey<Outcome?> Last = new("last-outcome");
    private readonly IChannel channel;
    private readonly GuardOptions options;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim places;
    private readonly ResiliencePipeline<Outcome> total;
    private readonly ResiliencePipeline<Outcome> tries;
    private readonly CircuitBreakerStateProvider breaker = new();

    /// <exception cref="ArgumentException">The options hold a fault.</exception>
    public GuardedChannel(IChannel channel, GuardOptions options, TimeProvider clock)
    {
        if (options.Faults(channel.Name) is [var fault, ..])
            throw new ArgumentException($"{fault.Setting} {fault.Text}", nameof(options));
        this.channel = channel;
        this.options = options;
        this.clock = clock;
        places = new(options.AtOnce);
        total = GuardStrategies.Total(options, clock);
        tries = GuardStrategies.Tries(options, clock, breaker);
    }

    public string Name => channel.Name;

    public string Breaker => breaker.CircuitState switch
    {
        CircuitState.Closed => "closed",
        CircuitState.HalfOpen => "half-open",
        _ => "open",
    };

    public async Task<Outcome> SendAsync(Message message, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            return await total.ExecuteAsync(inner => InPlaceAsync(message, inner), context);
        }
        catch (TimeoutRejectedException)
        {
            // The channel throws only before it has handed anything over, so this is certain.
            return LastOf(context) ?? new(Verdict.NotSent, "the time for all tries is over") { ReplyVi = "đã hết thời gian cho mọi lần thử", Blame = Blame.Peer };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => places.Dispose();

    private async ValueTask<Outcome> InPlaceAsync(Message message, ResilienceContext context)
    {
        if (!await HasPlaceAsync(context.CancellationToken))
            return HeldBack("every place of this channel is taken", "mọi chỗ gửi của kênh này đang bận", TimeSpan.FromSeconds(1));
        try
        {
            return await tries.ExecuteAsync(async inner => await TryAsync(message, inner), context);
        }
        catch (BrokenCircuitException open)
        {
            // Opened between two tries of ours: then the peer's last words are the end of this attempt.
            return LastOf(context)
                ?? HeldBack("the circuit is open: the channel failed too often just now", "kênh tạm ngắt vì vừa lỗi quá nhiều lần", open.RetryAfter);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<bool> HasPlaceAsync(CancellationToken cancellation)
    {
        // A patience of zero takes what is free; a wait that is cancelled before it begins would not even look.
        if (places.Wait(0, CancellationToken.None))
            return true;
        using var patience = new CancellationTokenSource(options.PlaceWait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await places.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<Outcome> TryAsync(Message message, ResilienceContext context)
    {
        var outcome = await JudgedAsync(message, context.CancellationToken);
        context.Properties.Set(Last, outcome);
        return outcome;
    }

    private async Task<Outcome> JudgedAsync(Message message, CancellationToken cancellation)
    {
        try
        {
            return await channel.SendAsync(message, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception broken)
        {
            // An adapter that breaks its promise may have done anything before it broke.
            return new(Verdict.Unknown, $"the adapter broke: {broken.GetType().Name}") { ReplyVi = $"bộ gửi bị lỗi: {broken.GetType().Name}", Blame = Blame.Peer };
        }
    }

    private static Outcome? LastOf(ResilienceContext context) => context.Properties.TryGetValue(Last, out var last) ? last : null;

    private static Outcome HeldBack(string words, string wordsVi, TimeSpan? retryAfter) =>
        new(Verdict.NotSent, words, retryAfter) { ReplyVi = wordsVi, Blame = Blame.Peer, Attempted = false };
}
