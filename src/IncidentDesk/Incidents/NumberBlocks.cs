using System.Collections.Concurrent;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// Hands out incident numbers. Taking each from the database would make every writer wait for one counter row until it commits,
/// so a node takes a block and deals from it; blocks grow while they go fast, and what is left at a clean stop is given back.
/// </summary>
public sealed class NumberBlocks(Database database, TimeProvider clock) : IAsyncDisposable
{
    private const int Smallest = 8, Largest = 1024;
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock dealing = new();
    private readonly ConcurrentStack<IncidentNumber> unused = new();
    private int year, size = Smallest;
    private long next, end, takenAt;

    public async ValueTask<IncidentNumber> NextAsync(int ofYear, CancellationToken cancellation)
    {
        IncidentNumber number;
        // Dealing waits for nobody; only who finds the block used up waits for the next one to be taken.
        while (!TryDeal(ofYear, out number))
        {
            await turn.WaitAsync(cancellation);
            try
            {
                if (ofYear != year || next >= end)
                    await TakeBlockAsync(ofYear, cancellation);
            }
            finally
            {
                turn.Release();
            }
        }
        return number;
    }

    /// <summary>Takes back a number under which nothing was stored.</summary>
    public void GiveBack(IncidentNumber number)
    {
        if (number.Year == year)
            unused.Push(number);
    }

    public async ValueTask DisposeAsync()
    {
        if (next < end)
            await database.WriteAsync(transaction => transaction.ExecuteAsync(
                "UPDATE number_blocks SET next = @next WHERE year = @year AND next = @end", new { next, year, end }), CancellationToken.None);
        turn.Dispose();
    }

    private bool TryDeal(int ofYear, out IncidentNumber number)
    {
        number = default;
        lock (dealing)
        {
            if (ofYear != year)
                return false;
            if (unused.TryPop(out number))
                return true;
            if (next >= end)
                return false;
            number = new(year, next++);
            return true;
        }
    }

    private async Task TakeBlockAsync(int ofYear, CancellationToken cancellation)
    {
        size = clock.GetElapsedTime(takenAt) < TimeSpan.FromSeconds(1) ? Math.Min(size * 2, Largest) : Smallest;
        takenAt = clock.GetTimestamp();
        var taken = await database.WriteAsync(transaction => transaction.SingleAsync<long>(
            """
            INSERT INTO number_blocks (year, next) VALUES (@year, 1 + @size)
            ON CONFLICT (year) DO UPDATE SET next = number_blocks.next + @size
            RETURNING next
            """,
            new { year = (long)ofYear, size = (long)size }), cancellation);
        lock (dealing)
        {
            (next, end) = (taken - size, taken);
            if (year != ofYear)
                unused.Clear();
            year = ofYear;
        }
    }
}
