using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>Looks at start, and then again and again, whether each centre can be reached: contacts also end by their date.</summary>
public sealed class ContactWatch(Database database, TimeProvider clock, ILogger<ContactWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.WriteAsync(transaction => CentreAlarms.LookAsync(transaction, clock.GetUtcNow()), stoppingToken);
            }
            catch (Exception outage) when (outage is StorageOutageException or OverloadedException)
            {
                log.LogWarning(outage, "The centres' contacts could not be looked at; the next look is in {Pause}.", Pause);
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
