using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Duty;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Administration;

/// <summary>People and numbers on one sheet, for the day on which the desk itself is down: printed beforehand, and dated, because an old one misleads.</summary>
public static class ReadCard
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    public sealed record Query : IRequest<Card>;

    public sealed record Card(IReadOnlyList<ShiftView> Duty, IReadOnlyList<DeskCrew.Member> People, IReadOnlyList<CentreView> Centres, IReadOnlyList<Unit> Agencies);

    public sealed record Unit(string Code, string Name, string? Phone, string? Email);

    public sealed class Handler(ISender sender, Database database, Caller caller, AuditBook book, TimeProvider clock) : IRequestHandler<Query, Card>
    {
        public async Task<Card> Handle(Query query, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var duty = await sender.Send(new ListDuty.Query(now, now + Ahead, "", 200, null), cancellation);
            var centres = await sender.Send(new ListCentres.Query(200, null), cancellation);
            var agencies = await database.ReadAsync(reading => reading.QueryAsync<Unit>(
                "SELECT code, name, phone, coalesce(safe_email, email) AS email FROM agencies WHERE valid_to IS NULL OR valid_to > @now ORDER BY sort_key, code LIMIT 400",
                new { now }), cancellation);
            book.Opened(caller, "card", "people-and-numbers");
            return new(duty.Items, await sender.Send(new DeskCrew.Query(), cancellation), centres.Items, agencies);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/card", async (HttpContext http, ISender sender) =>
    {
        QueryString.Of(http.Request).Done();
        return new RazorComponentResult<CardPage>(new { Card = await sender.Send(new Query(), http.RequestAborted) });
    }).NeedsDesk(Scopes.Work, Scopes.Admin).ExcludeFromDescription();
}
