using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Periodic;
using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>
/// Opens the duties that come with the calendar when their time has come, each once for each holder however long the desk was down, and raises their alarms. With
/// nothing to do it writes nothing.
/// </summary>
public sealed class PeriodicClock(Database database, ReferenceLibrary library, DeskSettings settings, TimeProvider clock, ILogger<PeriodicClock> log)
    : BackgroundService, ILoop
{
    private const string Since = "periodic-since";

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    public string Name => "periodic";

    public DateTimeOffset? TurnedAt { get; private set; }

    public TimeSpan LongestSleep => Pause + TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (settings.OpensPeriodicDuties)
                    await TurnAsync(stoppingToken);
                TurnedAt = clock.GetUtcNow();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                log.LogError(fault, "The periodic duties could not be looked at; the next look is in {Pause}.", Pause);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task TurnAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var since = await SinceAsync(now, cancellation);
        foreach (var turn in library.Periodic.SelectMany(rule => rule.OpenAt(now, since)))
        {
            if (await database.ReadAsync(reading => PeriodicRows.LacksAsync(reading, turn, now), cancellation))
                await database.WriteAsync(transaction => PeriodicRows.OpenAsync(transaction, turn, now), cancellation);
            if (PeriodicAlarms.KindAt(turn, now) is { } kind && await database.ReadAsync(reading => PeriodicRows.UntoldAsync(reading, turn, kind), cancellation) is > 0 and var open)
                await database.WriteAsync(transaction => PeriodicAlarms.RaiseAsync(transaction, turn, kind, open, now), cancellation);
        }
    }

    // From when on this desk opens them: what was due before it was set up is nobody's to open after the fact.
    private async Task<DateTimeOffset> SinceAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (await database.ReadAsync(ReadAsync, cancellation) is { } known)
            return known;
        await database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING",
            new { name = Since, value = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) }), cancellation);
        return await database.ReadAsync(ReadAsync, cancellation) ?? now;
    }

    private static async Task<DateTimeOffset?> ReadAsync(Reading reading) =>
        await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Since }) is { } value
            ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(value, CultureInfo.InvariantCulture))
            : null;
}
