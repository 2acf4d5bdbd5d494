using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>A line leaves a roster, or somebody stands in for all of it or for a part of it: the rest of it stays with whom it was.</summary>
public static class ReplaceShift
{
    /// <param name="From">The start of the shift where absent.</param>
    /// <param name="To">Its end where absent.</param>
    public sealed record StandInBody(Guid Person, DateTimeOffset? From = null, DateTimeOffset? To = null);

    /// <param name="Body">Null: the line leaves and nobody takes its place.</param>
    /// <param name="Version">Of the line, that the caller read.</param>
    public sealed record Command(Guid Roster, Guid Shift, StandInBody? Body, long Version) : IRequest<RosterDetail>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body!.To)
            .Must((command, to) => to is null || command.Body!.From is null || to > command.Body.From).WithErrorCode("out-of-range").When(command => command.Body is not null);
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, RosterDetail>
    {
        public Task<RosterDetail> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
            var roster = await RosterRows.TakeAsync(transaction, caller, command.Roster, ETags.Any);
            var shift = await RosterLines.OneAsync(transaction, roster, command.Shift);
            if (command.Version != ETags.Any && command.Version != shift.Version)
                throw new RefusedException(Problems.Stale());
            await RosterLines.RemoveAsync(transaction, shift.Id, now);
            if (command.Body is { } body)
                await StandInAsync(transaction, roster, shift, body, by, now);
            if (roster.PublishedAt is not null)
                await RosterLines.RefuseGapsAsync(transaction, roster);
            await RosterLines.TellAsync(transaction, roster, command.Body is null ? "line-removed" : "stand-in", shift.Post, by, now);
            return await RosterDetail.ReadAsync(transaction, caller, roster);
        }, cancellation);

        private static async Task StandInAsync(Transaction transaction, RosterRow roster, RosterShift shift, StandInBody body, Actor by, DateTimeOffset now)
        {
            var (from, to) = (body.From ?? shift.StartsAt, body.To ?? shift.EndsAt);
            if (from < shift.StartsAt || to > shift.EndsAt || to <= from)
                throw new RefusedException(Problems.Validation(Faults.At("/from", "out-of-range", Instants.Write(shift.StartsAt), Instants.Write(shift.EndsAt))));
            // Whoever is on that post at these hours anyway takes nobody's place.
            await TwiceOnDuty.RefuseInRosterAsync(transaction, roster, new(body.Person, shift.Post, from, to));
            RosterLines.Line[] parts =
            [
                new(shift.PersonId, shift.Post, shift.StartsAt, from, shift.Id, shift.Reason),
                new(body.Person, shift.Post, from, to, shift.Id, "stand-in"),
                new(shift.PersonId, shift.Post, to, shift.EndsAt, shift.Id, shift.Reason),
            ];
            foreach (var part in parts.Where(part => part.To > part.From))
                await RosterLines.AddAsync(transaction, roster, part, by, now);
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapDelete("/duty/rosters/{roster:guid}/shifts/{shift:guid}", async (Guid roster, Guid shift, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            return Answer(http, await sender.Send(new Command(roster, shift, null, version), cancellation));
        })
        .Produces<RosterDetail>().WithSummary("Take a line out of a roster").Needs(Scopes.Approve, Scopes.Admin);
        doors.MapPut("/duty/rosters/{roster:guid}/shifts/{shift:guid}/stand-in", async (Guid roster, Guid shift, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<StandInBody>(http, AddShift.MostBytes, cancellation);
            return Answer(http, await sender.Send(new Command(roster, shift, body.Value, version), cancellation));
        })
        .Accepts<StandInBody>("application/json").Produces<RosterDetail>()
        .WithSummary("Somebody stands in for a shift, or for a part of it").Needs(Scopes.Approve, Scopes.Admin);
    }

    private static IResult Answer(HttpContext http, RosterDetail detail)
    {
        ETags.Write(http.Response, detail.Roster.Version);
        return Results.Json(detail, Json.Options);
    }
}
