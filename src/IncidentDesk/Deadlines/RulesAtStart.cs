using IncidentDesk.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>Says in the log which packs the desk started with, and which role of theirs nobody can reach.</summary>
public sealed class RulesAtStart(Database database, Duties duties, TimeProvider clock, ILogger<RulesAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var pack in duties.Book.Packs)
            log.LogInformation("Rule pack {Code}, version {Version}, from {From} to {To}.", pack.Code, pack.Version, pack.Validity.From, pack.Validity.To);
        var missing = await database.ReadAsync(
            reading => RecipientContacts.MissingAsync(reading, duties.Book, clock.GetUtcNow()), cancellationToken);
        foreach (var role in missing)
            log.LogWarning("Rules: {Text}", role.Text);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
