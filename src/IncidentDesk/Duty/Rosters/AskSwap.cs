using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>Whoever holds a shift asks another to take it, for one of theirs or for nothing. Nothing changes until the other has said yes.</summary>
public static class AskSwap
{
    /// <param name="Shift">One's own.</param>
    /// <param name="With">Who is asked.</param>
    /// <param name="For">A shift of theirs in the same roster; nothing where absent.</param>
    public sealed record SwapBody(Guid Shift, Guid With, Guid? For = null, string? Note = null);

    public sealed record Command(SwapBody Body) : IRequest<SwapView>;

    public sealed record Query(string? State, string Filters, int Limit, string? Cursor) : IRequest<Page<SwapView>>;

    public sealed record OneQuery(Guid Swap) : IRequest<SwapView?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Note).AtMostCharacters(2000);
    }

    public sealed class Handler(Database database, DutyMails mails, Caller caller, TimeProvider clock) : IRequestHandler<Command, SwapView>
    {
        public Task<SwapView> Handle(Command command, CancellationToken cancellation)
        {
            var person = caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
            return database.WriteAsync(transaction => AskAsync(transaction, command.Body, person, clock.GetUtcNow()), cancellation);
        }

        private async Task<SwapView> AskAsync(Transaction transaction, SwapBody body, Guid person, DateTimeOffset now)
        {
            var roster = await RosterOfAsync(transaction, body.Shift) ?? throw Unknown("/shift", body.Shift);
            var shifts = await RosterRows.ShiftsAsync(transaction, roster.Id);
            var shift = shifts.FirstOrDefault(one => one.Id == body.Shift && one.PersonId == person) ?? throw Unknown("/shift", body.Shift);
            if (body.For is { } wanted && !shifts.Any(one => one.Id == wanted && one.PersonId == body.With))
                throw Unknown("/for", wanted);
            if (body.With == person || !await BelongsAsync(transaction, roster, body.With))
                throw Unknown("/with", body.With);
            if (shift.StartsAt <= now)
                throw new RefusedException(Problems.Conflict("shift-begun"));
            var id = Ids.Next(now);
            var asked = await transaction.ExecuteAsync(
                """
                INSERT INTO duty_swaps (id, roster_id, shift_id, other_shift_id, asked_by, asked_of, note, asked_at, state, version)
                VALUES (@id, @roster, @shift, @other, @person, @with, @note, @now, 'open', 1) ON CONFLICT (shift_id) WHERE state = 'open' DO NOTHING
                """,
                new { id, roster = roster.Id, shift = body.Shift, other = body.For, person, with = body.With, note = body.Note?.Trim(), now });
            if (asked == 0)
                throw new RefusedException(Problems.Conflict("swap-open"));
            await mails.SwapAskedAsync(transaction, id, body.With, now);
            await Changes.TellAsync(transaction, "duty", id, null, "swap-asked", roster.AgencyId, now);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "swap.ask", id.ToString("D"), body.Shift.ToString("D"), now);
            return (await SwapRows.FindAsync(transaction, caller, id))!;
        }

        private Task<RosterRow?> RosterOfAsync(Reading reading, Guid shift) => reading.SingleAsync<RosterRow>(
            $"""
            {RosterRows.Select} WHERE duty_rosters.removed_at IS NULL AND duty_rosters.published_at IS NOT NULL AND {caller.MaySee("duty_rosters")}
              AND duty_rosters.id = (SELECT roster_id FROM duty_shifts WHERE duty_shifts.id = @shift AND duty_shifts.removed_at IS NULL)
            """,
            new { shift });

        private static async Task<bool> BelongsAsync(Reading reading, RosterRow roster, Guid person) => await reading.SingleAsync<long>(
            $"""
            SELECT count(*) FROM people WHERE id = @person AND disabled_at IS NULL AND role <> 'auditor' AND {(roster.AgencyId is null
                ? "agency_id IS NULL"
                : "agency_id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency)")}
            """,
            new { person, agency = roster.AgencyId ?? Guid.Empty }) == 1;

        private static RefusedException Unknown(string path, Guid id) => new(Problems.Validation(Faults.At(path, "unknown-reference", id)));
    }

    public sealed class ListHandler(Database database, Caller caller) : IRequestHandler<Query, Page<SwapView>>, IRequestHandler<OneQuery, SwapView?>
    {
        public Task<Page<SwapView>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var place = new ListPlace("swaps", query.Filters, "newest", caller.Id.ToString("D"));
            var after = place.Read(query.Cursor)?.Text(0);
            var rows = await SwapRows.ListAsync(
                reading, caller,
                $"""
                {(query.State is null ? "1 = 1" : "duty_swaps.state = @state")} {(after is null ? "" : "AND duty_swaps.id < @after")}
                ORDER BY duty_swaps.id DESC LIMIT @limit
                """,
                new { state = query.State ?? "", after = after ?? "", limit = query.Limit + 1L });
            return place.Page(rows, query.Limit, row => [row.Id.ToString("D")], row => row);
        }, cancellation);

        public Task<SwapView?> Handle(OneQuery query, CancellationToken cancellation) =>
            database.ReadAsync(reading => SwapRows.FindAsync(reading, caller, query.Swap), cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPost("/duty/swaps", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<SwapBody>(http, AddShift.MostBytes, cancellation);
            var swap = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, swap, $"/api/v1/duty/swaps/{swap.Id:D}", swap.Version);
        })
        .Accepts<SwapBody>("application/json").Produces<SwapView>(StatusCodes.Status201Created).WithSummary("Ask another to take a shift of yours").Needs(Scopes.Report, Scopes.Work);
        doors.MapGet("/duty/swaps", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Word("state", "open", "accepted", "declined", "withdrawn"), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<SwapView>>().Lists("state").WithSummary("Swaps of shifts, the newest first").Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapGet("/duty/swaps/{swap:guid}", async (Guid swap, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var found = await sender.Send(new OneQuery(swap), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return ETags.NotModified(http, found.Version) ? Results.Empty : Results.Json(found, Json.Options);
        })
        .Produces<SwapView>().WithSummary("One swap").Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin);
    }
}
