using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Handovers;

/// <summary>
/// One shift gives the desk to the next: what is open then becomes a list, and who comes next accepts each of it by itself (field.md section 9 item 26). The desk opens it
/// when the shift changes; who leaves may open it up to an hour before, with a word for who comes.
/// </summary>
public static class OpenHandover
{
    /// <summary>How long the next shift has before somebody else is called.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Earliest = TimeSpan.FromHours(1), Latest = TimeSpan.FromHours(12);

    public sealed record NoteBody(string? Note = null);

    public sealed record Command(string? Note) : IRequest<HandoverView>;

    /// <summary>A shift that ends, and who holds the desk from then on; nobody where nobody does.</summary>
    public sealed record Change(Guid FromShift, Guid FromPerson, DateTimeOffset At, Guid? ToShift, Guid? ToPerson);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Note).AtMostCharacters(2000);
    }

    public sealed class Handler(Database database, DutyMails mails, Caller caller, TimeProvider clock) : IRequestHandler<Command, HandoverView>
    {
        public Task<HandoverView> Handle(Command command, CancellationToken cancellation)
        {
            var person = caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
            return database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var change = (await ChangesAsync(transaction, now + Earliest)).FirstOrDefault(one => one.FromPerson == person)
                    ?? throw new RefusedException(Problems.Conflict("no-handover-now"));
                await OpenAsync(transaction, mails, change, command.Note?.Trim(), now);
                var id = await transaction.SingleAsync<Guid>("SELECT id FROM duty_handovers WHERE from_shift = @shift", new { shift = change.FromShift });
                return (await HandoverRows.FindAsync(transaction, id))!;
            }, cancellation);
        }
    }

    /// <summary>Shifts at the desk that have ended by the instant, not half a day before it, and that were not handed over; not those whose holder simply goes on.</summary>
    public static async Task<IReadOnlyList<Change>> ChangesAsync(Reading reading, DateTimeOffset by) =>
        [.. (await reading.QueryAsync<Change>(
            """
            SELECT old.id AS from_shift, old.person_id AS from_person, old.ends_at AS at,
                (SELECT next.id FROM desk_shifts AS next WHERE next.post = 'on-duty' AND next.starts_at <= old.ends_at AND next.ends_at > old.ends_at
                 ORDER BY next.starts_at DESC, next.id LIMIT 1) AS to_shift,
                (SELECT next.person_id FROM desk_shifts AS next WHERE next.post = 'on-duty' AND next.starts_at <= old.ends_at AND next.ends_at > old.ends_at
                 ORDER BY next.starts_at DESC, next.id LIMIT 1) AS to_person
            FROM desk_shifts AS old
            WHERE old.post = 'on-duty' AND old.ends_at <= @by AND old.ends_at > @since
              AND NOT EXISTS (SELECT 1 FROM duty_handovers WHERE duty_handovers.from_shift = old.id)
              AND NOT EXISTS (SELECT 1 FROM desk_shifts AS same WHERE same.post = 'on-duty' AND same.person_id = old.person_id
                AND same.starts_at <= old.ends_at AND same.ends_at > old.ends_at)
            ORDER BY old.ends_at, old.id
            """,
            new { by, since = by - Latest })).TakeLast(5)];

    /// <summary>The shift is the key: of two nodes one opens it.</summary>
    public static async Task<bool> OpenAsync(Transaction transaction, DutyMails mails, Change change, string? note, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        var opened = await transaction.ExecuteAsync(
            """
            INSERT INTO duty_handovers (id, from_shift, to_shift, from_person, to_person, note, opened_at, change_at, step, climb_at, version)
            VALUES (@id, @fromShift, @toShift, @fromPerson, @toPerson, @note, @now, @at, 0, @climbAt, 1) ON CONFLICT (from_shift) DO NOTHING
            """,
            new
            {
                id, fromShift = change.FromShift, toShift = change.ToShift, fromPerson = change.FromPerson, toPerson = change.ToPerson, note, now, at = change.At,
                climbAt = (change.At > now ? change.At : now) + Grace,
            });
        if (opened == 0)
            return false;
        await HandoverItems.PlantAsync(transaction, id, change.FromShift, now);
        if (change.ToPerson is { } next)
            await mails.HandoverAsync(transaction, id, next, now);
        await Changes.TellAsync(transaction, "duty", id, null, "handover", null, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "handover.open", id.ToString("D"), "opened", now);
        return true;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/duty/handovers", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<NoteBody>(http, AddShift.MostBytes, cancellation);
            var opened = await sender.Send(new Command(body.Value.Note), cancellation);
            return Made.Say(http, opened, $"/api/v1/duty/handovers/{opened.Id:D}", opened.Version);
        })
        .Accepts<NoteBody>("application/json").Produces<HandoverView>(StatusCodes.Status201Created)
        .WithSummary("Hand the desk over to the next shift, up to an hour before it begins").NeedsDesk(Scopes.Work);
}
