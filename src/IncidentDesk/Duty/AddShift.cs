using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>Somebody is put on the duty table. Two may hold one post at a time: then both are called. One person holds it once.</summary>
public static class AddShift
{
    public const int MostBytes = 16 << 10;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <param name="Person">A person of the desk.</param>
    /// <param name="Post">on-duty, stand-in or shift-lead.</param>
    public sealed record ShiftBody(Guid Person, string Post, DateTimeOffset From, DateTimeOffset To);

    public sealed record Command(ShiftBody Body) : IRequest<ShiftView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Post).OneOf(Callable.DutyPosts);
            RuleFor(command => command.Body.To)
                .Must((command, to) => to > command.Body.From && to - command.Body.From <= Longest).WithErrorCode("out-of-range");
        }
    }

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Command, ShiftView>
    {
        public Task<ShiftView> Handle(Command command, CancellationToken cancellation) => database.WriteAsync(async transaction =>
        {
            await TakePersonAsync(transaction, command.Body.Person);
            await TwiceOnDuty.RefuseAtDeskAsync(transaction, command.Body, settings.Zone.Zone);
            return await InsertAsync(transaction, command.Body, Actor.Of(caller), clock.GetUtcNow());
        }, cancellation);
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task<ShiftView> AddAsync(Transaction transaction, ShiftBody body, Actor by, DateTimeOffset now)
    {
        await TakePersonAsync(transaction, body.Person);
        return await InsertAsync(transaction, body, by, now);
    }

    private static async Task<ShiftView> InsertAsync(Transaction transaction, ShiftBody body, Actor by, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version)
            VALUES (@id, @person, @post, @from, @to, @by, 1)
            """,
            new { id, post = body.Post, from = body.From, to = body.To, by = by.Word, person = body.Person });
        await Changes.TellAsync(transaction, "duty", id, null, "added", null, now);
        await AuditTrail.AppendAsync(transaction, by.Word, "duty.add", id.ToString("D"), body.Post, now);
        return (await DutyRows.FindAsync(transaction, id))!;
    }

    // The person's row is held until the end: of two who enter the same line at once the second waits here, and then finds the first.
    private static async Task TakePersonAsync(Transaction transaction, Guid person)
    {
        var taken = await transaction.ExecuteAsync(
            "UPDATE people SET version = version WHERE id = @person AND agency_id IS NULL AND disabled_at IS NULL AND role <> 'auditor'", new { person });
        if (taken == 0)
            throw new RefusedException(Problems.Validation(Faults.At("/person", "unknown-reference", person)));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/duty", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ShiftBody>(http, MostBytes, cancellation);
            var added = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, added, $"/api/v1/duty/{added.Id:D}", added.Version);
        })
        .Accepts<ShiftBody>("application/json").Produces<ShiftView>(StatusCodes.Status201Created)
        .WithSummary("Put somebody on the duty table").NeedsDesk(Scopes.Approve, Scopes.Admin);
}
