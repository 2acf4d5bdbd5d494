using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>Looks at start, and then again and again, whether each centre can be reached: contacts also end by their date.</summary>
public sealed class ContactWatch(Database database, TimeProvider clock, ILogger<ContactWatch> log)
    : TurningLoop("contacts", "The centres' contacts could not be looked at", TimeSpan.FromMinutes(5), clock, log)
{
    public override TimeSpan LongestSleep => TimeSpan.FromMinutes(6);

    public override Task TurnAsync(CancellationToken cancellation) =>
        database.WriteAsync(transaction => CentreAlarms.LookAsync(transaction, Clock.GetUtcNow()), cancellation);
}
