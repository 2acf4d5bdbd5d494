using System.Collections.Concurrent;

namespace IncidentDesk.Shell;

/// <summary>
/// What many open pages ask for at once is rendered once: for the same view, the same rights and the same last change the answer is the
/// same. It is kept for seconds only, because groups of time move on without any change.
/// </summary>
public sealed class FragmentCache(TimeProvider clock)
{
    private const int Most = 256;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Entry> entries = new();
    private long rendered;

    /// <summary>How many were really rendered since the start.</summary>
    public long Rendered => Volatile.Read(ref rendered);

    /// <param name="view">Address, language and rights: whatever the content depends on besides what is stored.</param>
    /// <param name="seen">A number that has grown when something changed that the content must show; of one view always the same kind of number.</param>
    public Task<SharedPart> GetAsync(string view, long seen, Func<Task<string>> render)
    {
        var now = clock.GetUtcNow();
        if (entries.TryGetValue(view, out var kept) && kept.Seen == seen && now - kept.At < Kept && !kept.Content.Value.IsFaulted)
            return kept.Content.Value;
        var mine = new Entry(seen, now, new(() => CountAsync(render)));
        if (entries.Count > Most)
            entries.Clear();
        // Of many who come at once one renders; the others find its entry and wait for it.
        var entry = entries.AddOrUpdate(view, mine, (_, other) => ReferenceEquals(other, kept) || other.Seen < seen || other.Content.Value.IsFaulted ? mine : other);
        return entry.Content.Value;
    }

    private async Task<SharedPart> CountAsync(Func<Task<string>> render)
    {
        Interlocked.Increment(ref rendered);
        return new(await render());
    }

    private sealed record Entry(long Seen, DateTimeOffset At, Lazy<Task<SharedPart>> Content);
}
