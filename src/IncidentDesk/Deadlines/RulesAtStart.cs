using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>Says in the log which packs and which forms of the operator's the desk started with, and which role of theirs nobody can reach, with every duty that goes there and where it is written.</summary>
public sealed class RulesAtStart(Database database, ReferenceLibrary library, TimeProvider clock, ILogger<RulesAtStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var pack in library.RuleBook.Packs)
            log.LogInformation("Rule pack {Code}, version {Version}, from {From} to {To}.", pack.Code, pack.Version, pack.Validity.From, pack.Validity.To);
        foreach (var (file, form) in library.OwnForms)
            log.LogInformation("Form {Code} of the operator's own ({File}), from {From} to {To}.", form.Code, file, form.Validity.From, form.Validity.To);
        var missing = await database.ReadAsync(
            reading => RecipientContacts.MissingAsync(reading, library.RuleBook, clock.GetUtcNow()), cancellationToken);
        foreach (var role in missing)
            log.LogWarning("Rules: {Text} {Places}", role.Text, string.Join("; ", library.PlacesOf(role.Role, role.Packs).Select(place => place.WithLine)));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
