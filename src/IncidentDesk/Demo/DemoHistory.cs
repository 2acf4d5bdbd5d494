using System.Collections.Frozen;
using IncidentDesk.Agencies;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Reports;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>
/// Tells the stories, each at its own time: the report goes through intake, the record room and the post room like any other,
/// under a clock that stands there, and with a guard that only simulates, whatever the settings say.
/// </summary>
internal sealed class DemoHistory(IServiceProvider rooms, Database database, DemoClock clock, DateTimeOffset start)
{
    public static async Task TellAsync(
        DeskSettings settings, Database database, ReferenceLibrary library, DateTimeOffset start, CancellationToken cancellation)
    {
        var clock = new DemoClock(start);
        settings = settings with { Mail = settings.Mail with { Options = settings.Mail.Options with { Guard = "simulate" } } };
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(settings).AddSingleton<TimeProvider>(clock).AddSingleton(library);
        // As an instance: the store outlives these rooms.
        services.AddSingleton(database);
        services.AddSingleton<AgencyRegister>().AddSingleton<NumberBlocks>().AddSingleton<Intake>().AddSingleton<RecordRoom>();
        services.AddDelivery(settings).AddEscalation().AddForwarding().AddSingleton<Duties>();
        await using var rooms = services.BuildServiceProvider();
        // Sealed to this place, as the first start would do; else the letters would say that the database had been moved.
        await rooms.GetRequiredService<Seal>().CheckAsync(cancellation);
        await new DemoHistory(rooms, database, clock, start).TellAsync(cancellation);
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        var cast = await DemoCast.FindAsync(database, cancellation);
        var filed = new Dictionary<string, Guid>();
        foreach (var story in DemoStory.ReadAll().OrderByDescending(story => story.HoursAgo))
        {
            clock.Now = story.ReportedAt(start);
            var incident = await FileAsync(story, cast, cancellation);
            filed[story.Key] = incident;
            await rooms.GetRequiredService<LadderClock>().TurnAsync(cancellation);
            await CarryAsync(cancellation);
            await database.WriteAsync(
                transaction => new DemoActs(transaction, story, incident, cast, rooms.GetRequiredService<Readying>(), start).PlayAsync(filed), cancellation);
            await CarryAsync(cancellation);
        }
        var papers = new DemoPapers(rooms.GetRequiredService<DeskSettings>(), rooms.GetRequiredService<ReferenceLibrary>(), start);
        await database.WriteAsync(transaction => papers.PlantAsync(transaction, cast), cancellation);
    }

    private async Task<Guid> FileAsync(DemoStory story, DemoCast cast, CancellationToken cancellation)
    {
        using var written = System.Text.Json.JsonDocument.Parse(story.BodyAt(start));
        var check = Body.Check<ReportBody>(written.RootElement, "");
        if (!check.IsGood)
            throw new InvalidOperationException($"Story {story.Key}: {string.Join("; ", check.Faults)}");
        var caller = new Caller(
            CallerKind.Key, cast.Keys[story.Agency].Id, cast.Keys[story.Agency].Name, cast.Agencies[story.Agency], null, null,
            FrozenSet.Create(Scopes.Report));
        var handler = new ReportIncident.Handler(
            rooms.GetRequiredService<Intake>(), rooms.GetRequiredService<RecordRoom>(), rooms.GetRequiredService<NumberBlocks>(), caller);
        var outcome = await handler.Handle(new(check.Value!, check.Verbatim, null, "api"), cancellation);
        return outcome is ReportIncident.Outcome.Filed filed
            ? filed.Incident.Id
            : throw new InvalidOperationException($"Story {story.Key}: {outcome}");
    }

    // The real post room turns until nothing is due: what was to be sent then has its simulated end.
    private async Task CarryAsync(CancellationToken cancellation)
    {
        clock.Now = clock.Now.AddSeconds(20);
        var postRoom = rooms.GetRequiredService<PostRoom>();
        while (await postRoom.TurnAsync(cancellation) is { Count: > 0 } underWay)
            await Task.WhenAll(underWay);
        await rooms.GetRequiredService<Readying>().ForApprovalAsync(cancellation);
    }
}
