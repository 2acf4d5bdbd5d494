using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>Whether the desk may be trusted with work: looked at once at start with every page read, then every minute without.</summary>
public sealed class Readiness(Database database, DeskSettings settings, TimeProvider clock, ILogger<Readiness> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>The last look; not ready until the first one has ended.</summary>
    public ReadinessReport Report { get; private set; } = new(false, [new("starting", "The first check is running.", "Đang kiểm tra lần đầu.", Fatal: true)], null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hand the thread back at once: a large file is read while the desk already listens, not ready yet.
        await Task.Yield();
        for (var pages = true; !stoppingToken.IsCancellationRequested; pages = false)
        {
            await LookAsync(pages, stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(bool pages, CancellationToken cancellation)
    {
        try
        {
            var findings = await StartCheck.RunAsync(database, settings.DataDirectory, settings.LeastFreeDiskBytes, pages, cancellation);
            // What only reading every page finds stays found until a restart has read them again.
            var kept = pages ? [] : Report.Findings.Where(finding => finding.Code is "database-corrupt" or "database-orphans");
            Report = new(!findings.Concat(kept).Any(finding => finding.Fatal), [.. findings, .. kept], clock.GetUtcNow());
            foreach (var finding in findings)
                log.LogWarning("{Code}: {Text} / {TextVi}", finding.Code, finding.Text, finding.TextVi);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
        catch (Exception fault)
        {
            log.LogError(fault, "The store could not be looked at.");
            Report = new(false, [new("check-failed", "The store could not be looked at.", "Không kiểm tra được kho dữ liệu.", Fatal: true)], clock.GetUtcNow());
        }
    }
}

/// <param name="CheckedAt">When the last look ended; null before the first.</param>
public sealed record ReadinessReport(bool Ready, IReadOnlyList<Finding> Findings, DateTimeOffset? CheckedAt);
