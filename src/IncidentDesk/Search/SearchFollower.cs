using System.Globalization;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Search;

/// <summary>
/// Makes findable what has committed, within a second of it: follows the numbered changes, and once goes through all that was there before the index was. How far
/// it is stands in desk_facts and moves by compare and swap, so two nodes that do the same work never leave anything out.
/// </summary>
public sealed class SearchFollower(Database database, TimeProvider clock, ILogger<SearchFollower> log) : BackgroundService, ILoop
{
    private const string Fact = "search-followed";
    private const int Batch = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(150);

    public string Name => "search";

    public DateTimeOffset? TurnedAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var ring = database.Bell.NextRing;
            try
            {
                while (await TurnAsync(stoppingToken))
                    TurnedAt = clock.GetUtcNow();
                TurnedAt = clock.GetUtcNow();
                // A commit of another node rings no bell here, hence the look once a second.
                await Task.WhenAny(ring, Task.Delay(Look, clock, stoppingToken));
                await Task.Delay(Gather, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogWarning(fault, "What is new cannot be searched for yet; the next try is in {Pause}.", Look);
                await Task.Delay(Look, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>One step.</summary>
    /// <returns>Whether there was something to do.</returns>
    public async Task<bool> TurnAsync(CancellationToken cancellation)
    {
        var (was, next, texts) = await database.ReadAsync(NextAsync, cancellation);
        if (next == was)
            return false;
        await database.WriteAsync(async transaction =>
        {
            if (await MoveAsync(transaction, was, next))
                await database.Search.WriteAsync(transaction, texts);
        }, cancellation);
        return true;
    }

    private static async Task<(Mark? Was, Mark Next, IReadOnlyList<(long Place, IReadOnlyList<string> Words)> Texts)> NextAsync(Reading reading)
    {
        if (Mark.Read(await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact })) is not { } was)
            return (null, new(await reading.SingleAsync<long>("SELECT CAST(coalesce(max(seq), 0) AS BIGINT) FROM changes"), 0), []);
        var changed = await reading.QueryAsync<Changed>(
            "SELECT seq, kind, what, subject_id FROM changes WHERE seq > @seq ORDER BY seq LIMIT @most", new { seq = was.Seq, most = Batch });
        if (changed.Count > 0)
        {
            var ids = changed.Where(one => one.HasWords).Select(one => one.SubjectId).Distinct().ToArray();
            return (was, was with { Seq = changed[^1].Seq }, ids.Length == 0 ? [] : await SearchTexts.OfAsync(reading, "incidents.id IN @ids", new { ids }));
        }
        if (was.Filled is not { } filled)
            return (was, was, []);
        var old = await SearchTexts.OfAsync(reading, "incidents.number_order > @filled ORDER BY incidents.number_order LIMIT @most", new { filled, most = Batch });
        return (was, was with { Filled = old.Count == 0 ? null : old[^1].Place }, old);
    }

    private static async Task<bool> MoveAsync(Transaction transaction, Mark? was, Mark next) => was is null
        ? await transaction.ExecuteAsync(
            "INSERT INTO desk_facts (name, value) VALUES (@name, @next) ON CONFLICT DO NOTHING", new { name = Fact, next = next.ToString() }) == 1
        : await transaction.ExecuteAsync(
            "UPDATE desk_facts SET value = @next WHERE name = @name AND value = @was", new { name = Fact, next = next.ToString(), was = was.ToString() }) == 1;

    /// <param name="Seq">The last change that was followed.</param>
    /// <param name="Filled">How far what was there before is in; null when all of it is.</param>
    private sealed record Mark(long Seq, long? Filled)
    {
        public static Mark? Read(string? value) => value?.Split('|') is [var seq, var filled]
            ? new(long.Parse(seq, CultureInfo.InvariantCulture), filled.Length == 0 ? null : long.Parse(filled, CultureInfo.InvariantCulture))
            : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}|{Filled}");
    }

    private sealed record Changed(long Seq, string Kind, string What, Guid SubjectId)
    {
        // Reports and evidence bring words; who took an incident, or where it stands, does not.
        public bool HasWords => Kind == "incident" && What is "filed" or "initial" or "progress" or "final" or "correction" or "withdrawal" or "evidence";
    }
}
