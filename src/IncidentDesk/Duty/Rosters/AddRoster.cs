using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty.Rosters;

/// <summary>A period is declared for which somebody must be there at every hour: a holiday, a month. Its lines count once it is published.</summary>
public static class AddRoster
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(93);

    /// <param name="Agency">Whose it is. An agency's own where its people say nothing; the desk's where the desk says nothing.</param>
    /// <param name="Zone">IANA name; the desk's where absent.</param>
    /// <param name="Posts">Those that must be held at every moment; on-duty where absent.</param>
    /// <param name="RestHours">The least time between two shifts of one person; 8 where absent.</param>
    public sealed record RosterBody(
        string Name, DateTimeOffset From, DateTimeOffset To, string? Agency = null, string? Zone = null, IReadOnlyList<string>? Posts = null, int? RestHours = null);

    public sealed record Command(RosterBody Body) : IRequest<RosterDetail>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Name).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.To)
                .Must((command, to) => to > command.Body.From && to - command.Body.From <= Longest).WithErrorCode("out-of-range");
            RuleFor(command => command.Body.Zone).Must(zone => zone is null || IsZone(zone)).WithFault("bad-format", "Asia/Ho_Chi_Minh");
            RuleFor(command => command.Body.Posts).AtMostItems(3).Must(posts => posts is null or { Count: > 0 }).WithFault("required");
            RuleForEach(command => command.Body.Posts).OneOf(Callable.DutyPosts);
            RuleFor(command => command.Body.RestHours).From(0, 72);
        }

        private static bool IsZone(string name) => name.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
    }

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, RosterDetail>
    {
        public Task<RosterDetail> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => AddAsync(transaction, command.Body, settings.Zone.Zone.Id, caller, clock.GetUtcNow()), cancellation);
    }

    private static async Task<RosterDetail> AddAsync(Transaction transaction, RosterBody body, string zone, Caller caller, DateTimeOffset now)
    {
        var agency = body.Agency is null ? caller.Agency : await transaction.SingleAsync<Guid?>(
            $"""
            SELECT id FROM agencies WHERE code = @code
              AND {(caller.IsDesk ? "1 = 1" : "id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @own)")}
            """,
            new { code = body.Agency, own = caller.Agency ?? Guid.Empty })
            ?? throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", WireText.Shown(body.Agency))));
        var id = await InsertAsync(transaction, body, agency, zone, Actor.Of(caller), now);
        return await RosterDetail.ReadAsync(transaction, caller, (await RosterRows.FindAsync(transaction, caller, id))!);
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task<Guid> InsertAsync(Transaction transaction, RosterBody body, Guid? agency, string zone, Actor by, DateTimeOffset now)
    {
        var id = Ids.Next(now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO duty_rosters (id, agency_id, name, zone, posts, rest_seconds, starts_at, ends_at, created_at, created_by, version)
            VALUES (@id, @agency, @name, @zone, @posts, @rest, @from, @to, @now, @by, 1)
            """,
            new
            {
                id, agency, name = body.Name.Trim(), zone = body.Zone ?? zone, posts = string.Join(' ', (body.Posts ?? [Callable.OnDuty]).Distinct()),
                rest = (body.RestHours ?? 8) * 3600L, from = body.From, to = body.To, now, by = by.Word,
            });
        await Changes.TellAsync(transaction, "duty", id, null, "roster-added", agency, now);
        await AuditTrail.AppendAsync(transaction, by.Word, "roster.add", id.ToString("D"), "draft", now);
        return id;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/duty/rosters", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<RosterBody>(http, AddShift.MostBytes, cancellation);
            var added = await sender.Send(new Command(body.Value), cancellation);
            return Made.Say(http, added, $"/api/v1/duty/rosters/{added.Roster.Id:D}", added.Roster.Version);
        })
        .Accepts<RosterBody>("application/json").Produces<RosterDetail>(StatusCodes.Status201Created)
        .WithSummary("Declare a period that somebody must be on duty for").Needs(Scopes.Approve, Scopes.Admin);
}
