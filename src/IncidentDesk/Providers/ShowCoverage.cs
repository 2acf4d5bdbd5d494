using IncidentDesk.Agencies;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Providers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>How each agency is covered today (directive of January 2023; field item 27): by a provider, by an express "none", or by nobody. Gaps first.</summary>
public static class ShowCoverage
{
    public sealed record Query(IReadOnlyList<string> State) : IRequest<Answer>;

    /// <param name="Counts">How many agencies stand where.</param>
    public sealed record Answer(string AsOf, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<Item> Items);

    /// <param name="State">uncovered, ended, gap, ending, none or covered.</param>
    /// <param name="UncoveredSystems">Codes of the agency's systems that no commitment of today names, where commitments name systems.</param>
    public sealed record Item(
        string Agency, string Name, string NameEn, string State, IReadOnlyList<CoverageFinding> Findings, IReadOnlyList<Provided> Providers, None? None,
        IReadOnlyList<string> UncoveredSystems);

    public sealed record Provided(Guid Provider, string Name, string From, string? To, string Hours, IReadOnlyList<string> Systems);

    public sealed record None(string Reason, DateTimeOffset RecordedAt, string RecordedBy);

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var now = clock.GetUtcNow();
                var today = DateOnly.FromDateTime(settings.Zone.Local(now).DateTime);
                var all = await ReadAsync(reading, "agencies.valid_from <= @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)", new { now }, caller, today);
                return new Answer(
                    ProviderRows.Day(today), Coverage.States.ToDictionary(state => state, state => all.Count(item => item.State == state)),
                    [.. all.Where(item => query.State.Count == 0 || query.State.Contains(item.State)).OrderBy(item => Array.IndexOf([.. Coverage.States], item.State))]);
            }, cancellation);
    }

    /// <param name="condition">Over the table agencies; the wall is put here.</param>
    internal static async Task<IReadOnlyList<Item>> ReadAsync(Reading reading, string condition, object parameters, Caller caller, DateOnly today)
    {
        var agencies = await reading.QueryAsync<AgencyRow>(
            $"""
            SELECT agencies.id, agencies.code, agencies.name, agencies.name_en, provider_nones.reason, provider_nones.recorded_at, provider_nones.recorded_by_name
            FROM agencies LEFT JOIN provider_nones ON provider_nones.agency_id = agencies.id AND provider_nones.withdrawn_at IS NULL
            WHERE {condition} AND {AgencyView.MaySee(caller)} ORDER BY agencies.code LIMIT 5000
            """,
            parameters);
        var names = (await reading.QueryAsync<Named>("SELECT id, name FROM providers")).ToDictionary(row => row.Id, row => row.Name);
        var commitments = (await ProviderRows.CommitmentsAsync(reading, "1 = 1", new { }, caller)).ToLookup(one => one.Agency);
        var systems = (await reading.QueryAsync<SystemRow>($"SELECT agency_id, code FROM systems WHERE {caller.MaySee("systems")} ORDER BY code")).ToLookup(row => row.AgencyId, row => row.Code);
        return [.. agencies.Select(agency => ItemOf(agency, [.. commitments[agency.Id]], [.. systems[agency.Id]], names, today))];
    }

    private static Item ItemOf(
        AgencyRow agency, IReadOnlyList<(Guid Provider, Guid Agency, ProviderView.Commitment View)> all, IReadOnlyList<string> systems, Dictionary<Guid, string> names, DateOnly today)
    {
        static CommitmentPeriod Period(ProviderView.Commitment one) => new(ProviderRows.Day(one.From), one.To is { } to ? ProviderRows.Day(to) : null);
        var coverage = Coverage.Of([.. all.Select(one => Period(one.View))], agency.Reason is not null, today);
        var holding = all.Where(one => Period(one.View).Holds(today)).ToList();
        var named = holding.SelectMany(one => one.View.Systems).ToHashSet();
        return new(
            agency.Code, agency.Name, agency.NameEn, coverage.State, coverage.Findings,
            [.. all.Where(one => Period(one.View).Last >= today).Select(one => new Provided(one.Provider, names[one.Provider], one.View.From, one.View.To, one.View.Hours, one.View.Systems))],
            agency.Reason is { } reason ? new(reason, agency.RecordedAt!.Value, agency.RecordedByName!) : null,
            holding.Count == 0 || holding.Any(one => one.View.Systems.Count == 0) ? [] : [.. systems.Where(system => !named.Contains(system))]);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/providers/coverage", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var states = query.Words("state", Coverage.States);
            query.Done();
            return sender.Send(new Query(states), cancellation);
        })
        .Produces<Answer>().Asks("state").WithSummary("How each agency is covered by providers today, gaps first").Needs(Scopes.Report, Scopes.Read);

    private sealed record AgencyRow(Guid Id, string Code, string Name, string NameEn, string? Reason, DateTimeOffset? RecordedAt, string? RecordedByName);

    private sealed record Named(Guid Id, string Name);

    private sealed record SystemRow(Guid AgencyId, string Code);
}
