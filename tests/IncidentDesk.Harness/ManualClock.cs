namespace IncidentDesk.Harness;

/// <summary>Time that moves only when a test says so; timers fire in their order on the way.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start;
    private TimeSpan jumped;

    public ManualClock()
        : this(new DateTimeOffset(2026, 11, 20, 9, 45, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that will fire if time goes on.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
                return timers.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp()
    {
        lock (gate)
            return (now - jumped).UtcTicks;
    }

    /// <summary>Moves time on; every timer due on the way fires at its own instant, on this thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetUtcNow() + by;
        while (NextDue(until) is { } timer)
            timer.Fire();
        lock (gate)
            now = until > now ? until : now;
    }

    /// <summary>Sets the clock, forward or back, as a time server does: what waits still waits as long as before.</summary>
    public void Jump(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
            jumped += by;
            timers.ForEach(timer => timer.Due += by);
        }
    }

    /// <summary>Moves time on in steps until the task has ended; real work gets a moment between two steps.</summary>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, TimeSpan step)
    {
        for (var turn = 0; turn < 10_000 && !task.IsCompleted; turn++)
        {
            await Task.WhenAny(task, Task.Delay(5));
            if (!task.IsCompleted)
                Advance(step);
        }
        return task.IsCompleted ? await task : throw new TimeoutException("The task did not end although time went on.");
    }

    /// <summary>Waits in real time until something waits for this clock.</summary>
    public async Task UntilWaitingAsync(int atLeast = 1)
    {
        for (var turn = 0; turn < 2000 && Waiting < atLeast; turn++)
            await Task.Delay(5);
        if (Waiting < atLeast)
            throw new TimeoutException("Nothing waits for the clock.");
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (gate)
        {
            var next = timers.MinBy(timer => timer.Due);
            if (next is null || next.Due > until)
                return null;
            now = next.Due > now ? next.Due : now;
            if (next.Period > TimeSpan.Zero)
                next.Due += next.Period;
            else
                timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }
        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
