using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>
/// Each minute: which systems are not as they were noted, which opens a review, adds to the one that is owed or lets go of it; agencies are told of what is open and of what is overdue, the
/// desk is alarmed, and a mail that has nothing more to say is taken back. With nothing new it writes nothing.
/// </summary>
public sealed class ScenarioClock(Database database, ScenarioNoting noting, ScenarioTelling telling, TimeProvider clock, ILogger<ScenarioClock> log)
    : TurningLoop("scenarios", "The reviews of scenarios could not be looked after", TimeSpan.FromMinutes(1), clock, log)
{
    public override TimeSpan LongestSleep => TimeSpan.FromSeconds(90);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var seen in await database.ReadAsync(reading => noting.LookAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => noting.NoteAsync(transaction, seen, now), cancellation);
        if (await database.ReadAsync(reading => ScenarioTelling.IsAnyUntoldAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => telling.TellAsync(transaction, now), cancellation);
        if (await database.ReadAsync(reading => ScenarioAlarm.IsWrongAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => ScenarioAlarm.SetAsync(transaction, now), cancellation);
        if (await database.ReadAsync(ScenarioMails.IsAnyVainAsync, cancellation))
            await database.WriteAsync(transaction => ScenarioMails.CallOffAsync(transaction, now), cancellation);
    }
}
