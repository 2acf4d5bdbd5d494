using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>
/// What a browser may say aloud to somebody who allowed it: new serious incidents of the last minutes, and that something waits for them. Number and severity only: a
/// notification lies open on a locked screen.
/// </summary>
public static class NoticesDoor
{
    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(10);

    public sealed record Query : IRequest<IReadOnlyList<Fresh>>;

    public sealed record Fresh(string Number, string Severity);

    /// <param name="Key">The same notice has the same key, so that it is shown once.</param>
    public sealed record Notice(string Key, string Text, string Href);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Fresh>>
    {
        public Task<IReadOnlyList<Fresh>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.QueryAsync<Fresh>(
                $"""
                SELECT incidents.number, incidents.severity FROM incidents
                WHERE incidents.ended_at IS NULL AND incidents.status = 'new' AND incidents.received_at >= @since AND incidents.reality <> 'test'
                  AND (incidents.severity IN ('critical', 'high') OR incidents.serious_since IS NOT NULL) AND {caller.MaySee("incidents")}
                ORDER BY incidents.received_at DESC, incidents.id DESC LIMIT 10
                """,
                new { since = clock.GetUtcNow() - Recent }), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/waiting/notices", async (HttpContext http, ISender sender, Reader reader) =>
    {
        Pipeline.QueryString.Of(http.Request).Done();
        var fresh = await sender.Send(new Query(), http.RequestAborted);
        var mine = await sender.Send(new AskWaiting.Query(), http.RequestAborted);
        List<Notice> notices = [.. fresh.Select(one => new Notice(
            one.Number, reader.Say(Texts.NotifyIncident, one.Number, Texts.Say(Texts.Severities, one.Severity, reader.Language)), $"/incidents/{one.Number}"))];
        if (mine.All > 0)
            notices.Add(new($"waiting {mine.Key}", reader.Say(Texts.NotifyWaiting, Figures.Whole(mine.All, reader.Language)), "/waiting"));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(notices, Json.Options);
    }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
}
