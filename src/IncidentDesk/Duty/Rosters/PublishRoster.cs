using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>From now on the roster says who is called. One with a gap is not published: the gaps are named (field.md section 9 item 25).</summary>
public static class PublishRoster
{
    /// <param name="Takes">True: it becomes a draft again, and nobody is called by it; only before its time begins.</param>
    /// <param name="Version">Of the roster, that the caller read.</param>
    public sealed record Command(Guid Roster, bool Takes, long Version) : IRequest<RosterDetail>;

    /// <summary>A roster that was begun by mistake goes; one that is published does not.</summary>
    public sealed record RemoveCommand(Guid Roster, long Version) : IRequest;

    public sealed class Handler(Database database, DutyMails mails, Caller caller, TimeProvider clock) : IRequestHandler<Command, RosterDetail>, IRequestHandler<RemoveCommand>
    {
        public Task<RosterDetail> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
            var roster = await RosterRows.TakeAsync(transaction, caller, command.Roster, command.Version);
            if (command.Takes && roster.PublishedAt is not null && roster.StartsAt <= now)
                throw new RefusedException(Problems.Conflict("roster-begun"));
            if (command.Takes)
                await transaction.ExecuteAsync("UPDATE duty_rosters SET published_at = NULL, published_by = NULL WHERE id = @id", new { id = roster.Id });
            else if (roster.PublishedAt is null)
            {
                await PublishAsync(transaction, roster, by, now);
                await mails.RosterAsync(transaction, roster.Id, now);
            }
            await RosterLines.TellAsync(transaction, roster, command.Takes ? "withdrawn" : "published", roster.Id.ToString("D"), by, now);
            return await RosterDetail.ReadAsync(transaction, caller, (await RosterRows.FindAsync(transaction, caller, roster.Id))!);
        }, cancellation);

        public Task Handle(RemoveCommand command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
            var roster = await RosterRows.TakeAsync(transaction, caller, command.Roster, command.Version);
            if (roster.PublishedAt is not null)
                throw new RefusedException(Problems.Conflict("roster-published"));
            await transaction.ExecuteAsync("UPDATE duty_rosters SET removed_at = @now WHERE id = @id", new { id = roster.Id, now });
            await RosterLines.TellAsync(transaction, roster, "removed", roster.Id.ToString("D"), by, now);
            return 0;
        }, cancellation);
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task PublishAsync(Transaction transaction, RosterRow roster, Actor by, DateTimeOffset now)
    {
        await RosterLines.RefuseGapsAsync(transaction, roster);
        await transaction.ExecuteAsync(
            "UPDATE duty_rosters SET published_at = @now, published_by = @by WHERE id = @id", new { id = roster.Id, now, by = by.Word });
        await GapAlarms.EndAsync(transaction, roster.Id, now);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/duty/rosters/{roster:guid}/publication", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            await Body.ReadAsync<PublicationBody>(http, AddShift.MostBytes, cancellation);
            return Answer(http, await sender.Send(new Command(roster, Takes: false, version), cancellation));
        })
        .Accepts<PublicationBody>("application/json").Produces<RosterDetail>()
        .WithSummary("Publish a roster; 409 with its gaps where it has any").Needs(Scopes.Approve, Scopes.Admin);
        doors.MapDelete("/duty/rosters/{roster:guid}/publication", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            return Answer(http, await sender.Send(new Command(roster, Takes: true, version), cancellation));
        })
        .Produces<RosterDetail>().WithSummary("Make a published roster a draft again, before its time begins").Needs(Scopes.Approve, Scopes.Admin);
        doors.MapDelete("/duty/rosters/{roster:guid}", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            await sender.Send(new RemoveCommand(roster, version), cancellation);
            return Results.NoContent();
        })
        .Produces(StatusCodes.Status204NoContent).WithSummary("Drop a draft roster").Needs(Scopes.Approve, Scopes.Admin);
    }

    /// <summary>Nothing has to be said: what is published is the version that If-Match names.</summary>
    public sealed record PublicationBody;

    private static IResult Answer(HttpContext http, RosterDetail detail)
    {
        ETags.Write(http.Response, detail.Roster.Version);
        return Results.Json(detail, Json.Options);
    }
}
