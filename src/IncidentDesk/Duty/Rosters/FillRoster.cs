using System.Globalization;
using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>Puts people into a roster: one line, or a whole post in one act by the times at which shifts change and the people who take turns.</summary>
public static class FillRoster
{
    public sealed record Command(Guid Roster, AddShift.ShiftBody Body) : IRequest<RosterDetail>;

    /// <param name="Post">on-duty, stand-in or shift-lead. What stands on it in the roster already makes way.</param>
    /// <param name="People">In the order of their turns.</param>
    /// <param name="Changes">Times of the roster's zone, such as 06:00, 14:00, 22:00.</param>
    public sealed record PatternBody(string Post, IReadOnlyList<Guid> People, IReadOnlyList<string> Changes);

    public sealed record PatternCommand(Guid Roster, PatternBody Body) : IRequest<RosterDetail>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Post).OneOf(Callable.DutyPosts);
            RuleFor(command => command.Body.To).Must((command, to) => to > command.Body.From).WithErrorCode("out-of-range");
        }
    }

    public sealed class PatternValidator : AbstractValidator<PatternCommand>
    {
        public PatternValidator()
        {
            RuleFor(command => command.Body.Post).OneOf(Callable.DutyPosts);
            RuleFor(command => command.Body.People).AtMostItems(50).Must(people => people is { Count: > 0 }).WithFault("required");
            RuleFor(command => command.Body.Changes).AtMostItems(12).Must(changes => changes is { Count: > 0 }).WithFault("required");
            RuleForEach(command => command.Body.Changes).Must(time => TimeOf(time) is not null).WithFault("bad-format", "06:00");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, RosterDetail>, IRequestHandler<PatternCommand, RosterDetail>
    {
        public Task<RosterDetail> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
            var roster = await RosterRows.TakeAsync(transaction, caller, command.Roster, ETags.Any);
            await TwiceOnDuty.RefuseInRosterAsync(transaction, roster, body);
            await RosterLines.AddAsync(transaction, roster, new(body.Person, body.Post, body.From, body.To), by, now);
            await RosterLines.TellAsync(transaction, roster, "line", body.Post, by, now);
            return await DetailAsync(transaction, roster);
        }, cancellation);

        public Task<RosterDetail> Handle(PatternCommand command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
            var roster = await RosterRows.TakeAsync(transaction, caller, command.Roster, ETags.Any);
            // What is being worked already is not rewritten at a stroke.
            if (roster.PublishedAt is not null)
                throw new RefusedException(Problems.Conflict("roster-published"));
            await FillAsync(transaction, roster, body, by, now);
            await RosterLines.TellAsync(transaction, roster, "pattern", body.Post, by, now);
            return await DetailAsync(transaction, roster);
        }, cancellation);

        private async Task<RosterDetail> DetailAsync(Transaction transaction, RosterRow roster)
        {
            var detail = await RosterDetail.ReadAsync(transaction, caller, roster);
            return detail.Shifts.Count <= RosterLines.Most ? detail : throw new RefusedException(Problems.Validation(Faults.At("", "too-many", RosterLines.Most)));
        }
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task FillAsync(Transaction transaction, RosterRow roster, PatternBody body, Actor by, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            "UPDATE duty_shifts SET removed_at = @now, version = version + 1 WHERE roster_id = @roster AND post = @post AND removed_at IS NULL",
            new { roster = roster.Id, post = body.Post, now });
        foreach (var shift in ShiftPattern.Of(
            body.Post, body.People, [.. body.Changes.Select(time => TimeOf(time)!.Value)], roster.StartsAt, roster.EndsAt, roster.TimeZone))
            await RosterLines.AddAsync(transaction, roster, new(shift.Person, shift.Post, shift.StartsAt, shift.EndsAt), by, now);
    }

    private static TimeOnly? TimeOf(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/duty/rosters/{roster:guid}/shifts", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AddShift.ShiftBody>(http, AddShift.MostBytes, cancellation);
            var detail = await sender.Send(new Command(roster, body.Value), cancellation);
            return Made.Say(http, detail, $"/api/v1/duty/rosters/{roster:D}", detail.Roster.Version);
        })
        .Accepts<AddShift.ShiftBody>("application/json").Produces<RosterDetail>(StatusCodes.Status201Created)
        .WithSummary("Put somebody into a roster").Needs(Scopes.Approve, Scopes.Admin);
        doors.MapPut("/duty/rosters/{roster:guid}/pattern", async (Guid roster, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<PatternBody>(http, AddShift.MostBytes, cancellation);
            var detail = await sender.Send(new PatternCommand(roster, body.Value), cancellation);
            ETags.Write(http.Response, detail.Roster.Version);
            return Results.Json(detail, Json.Options);
        })
        .Accepts<PatternBody>("application/json").Produces<RosterDetail>()
        .WithSummary("Fill one post of a draft roster: times of change, and people who take turns").Needs(Scopes.Approve, Scopes.Admin);
    }
}
