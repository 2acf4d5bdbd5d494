using IncidentDesk.Duty.Rosters;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Duty;

/// <summary>Who is on duty from one instant to another, drafts included and marked, and the hours that nobody holds: what the week and the month on screen are drawn from.</summary>
public static class ShowDutyCalendar
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(7), Longest = TimeSpan.FromDays(93);

    /// <param name="Agency">Whose, by code; the caller's own where absent, for the desk the desk's.</param>
    public sealed record Query(string? Agency, DateTimeOffset? From, DateTimeOffset? To) : IRequest<Answer>;

    public sealed record Answer(
        string? Agency, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Line> Shifts, IReadOnlyList<Gap> Gaps, IReadOnlyList<RosterView> Rosters);

    /// <param name="Roster">Null: a line of the plain table.</param>
    /// <param name="State">draft or published; a plain line counts as published.</param>
    /// <param name="Reason">stand-in or swap, where it took the place of another.</param>
    public sealed record Line(
        Guid Id, OnePerson Person, string? Phone, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? Roster, string State, string? Reason, long Version);

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var from = query.From ?? clock.GetUtcNow();
            var to = query.To ?? from + Usual;
            if (to <= from || to - from > Longest)
                throw new RefusedException(Problems.Validation(Faults.At("?to", "out-of-range", Instants.Write(from), Instants.Write(from + Longest))));
            var (agency, code) = await OwnerAsync(reading, query.Agency);
            var rosters = await RosterRows.OfAsync(reading, caller, agency, from, to);
            var lines = await LinesAsync(reading, agency, from, to);
            return new Answer(code, from, to, lines, GapsOf(rosters, lines, agency is null, from, to), [.. rosters.Select(RosterView.Of)]);
        }, cancellation);

        private async Task<(Guid? Agency, string? Code)> OwnerAsync(Reading reading, string? named)
        {
            if (named is null && caller.IsDesk)
                return (null, null);
            var found = await reading.SingleAsync<Owner>(
                $"""
                SELECT id, code FROM agencies WHERE {(named is null ? "id = @own" : "code = @named")}
                  AND {(caller.IsDesk ? "1 = 1" : "id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @own)")}
                """,
                new { named = named ?? "", own = caller.Agency ?? Guid.Empty }) ?? throw new RefusedException(Problems.NotFound());
            return (found.Id, found.Code);
        }

        private async Task<IReadOnlyList<Line>> LinesAsync(Reading reading, Guid? agency, DateTimeOffset from, DateTimeOffset to) =>
            [.. (await reading.QueryAsync<Row>(
                $"""
                SELECT duty_shifts.id, duty_shifts.person_id, people.name, people.phone, duty_shifts.post, duty_shifts.starts_at, duty_shifts.ends_at, duty_shifts.roster_id,
                    duty_rosters.published_at, duty_shifts.reason, duty_shifts.version
                FROM duty_shifts JOIN people ON people.id = duty_shifts.person_id LEFT JOIN duty_rosters ON duty_rosters.id = duty_shifts.roster_id
                WHERE duty_shifts.removed_at IS NULL AND people.disabled_at IS NULL AND duty_rosters.removed_at IS NULL
                  AND duty_shifts.ends_at > @from AND duty_shifts.starts_at < @to
                  AND {(agency is null ? "duty_rosters.agency_id IS NULL" : "duty_rosters.agency_id = @agency")}
                ORDER BY duty_shifts.starts_at, duty_shifts.id LIMIT {RosterLines.Most}
                """,
                new { agency = agency ?? Guid.Empty, from, to })).Select(row => row.ToLine(caller.SeesContacts))];

        // The desk is always there for somebody; an agency where it has declared a period.
        private static IReadOnlyList<Gap> GapsOf(IReadOnlyList<RosterRow> rosters, IReadOnlyList<Line> lines, bool isDesk, DateTimeOffset from, DateTimeOffset to)
        {
            var shifts = lines.Select(line => new DutyShift(line.Person.Id, line.Post, line.StartsAt, line.EndsAt)).ToList();
            var declared = rosters.SelectMany(roster => RosterFaults.Gaps(
                shifts, roster.PostList, roster.StartsAt > from ? roster.StartsAt : from, roster.EndsAt < to ? roster.EndsAt : to));
            var always = isDesk ? RosterFaults.Gaps(shifts, [Callable.OnDuty], from, to) : [];
            var whole = always.ToList();
            return [.. whole.Concat(declared.Where(gap => !whole.Any(one => one.Post == gap.Post)))
                .Select(gap => new Gap(gap.Post, gap.StartsAt, gap.EndsAt)).Distinct().OrderBy(gap => gap.StartsAt)];
        }

        private sealed record Owner(Guid Id, string Code);

        private sealed record Row(
            Guid Id, Guid PersonId, string Name, string? Phone, string Post, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Guid? RosterId, DateTimeOffset? PublishedAt,
            string? Reason, long Version)
        {
            public Line ToLine(bool withPhone) => new(
                Id, new(PersonId, Name), withPhone ? Phone : null, Post, StartsAt, EndsAt, RosterId, RosterId is null || PublishedAt is not null ? "published" : "draft",
                Reason, Version);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/duty/calendar", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Text("agency"), query.Instant("from"), query.Instant("to"));
            query.Done();
            return sender.Send(wanted, cancellation);
        })
        .Produces<Answer>().Asks("agency", "from", "to").WithSummary("Who is on duty between two instants, and the hours that nobody holds")
        .Needs(Scopes.Report, Scopes.Read, Scopes.Work, Scopes.Admin);
}
