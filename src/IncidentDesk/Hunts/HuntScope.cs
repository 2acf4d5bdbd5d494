using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>Whom a hunt is asked of. It may be widened and never narrows: what somebody was asked stays.</summary>
public sealed class HuntScope(HuntMails mails)
{
    /// <returns>How many agencies are new in it.</returns>
    /// <exception cref="RefusedException">400: it names an agency or a system that is not there.</exception>
    public async Task<int> WidenAsync(Transaction transaction, Guid hunt, ScopeBody scope, DateTimeOffset now)
    {
        var codes = (scope.Agencies ?? []).ToArray();
        var named = await NamedAsync(transaction, codes, now);
        if (codes.Select((code, n) => (code, n)).FirstOrDefault(one => !named.ContainsKey(one.code)) is ({ } missing, var place))
            throw new RefusedException(Problems.Validation(Faults.At($"/scope/agencies/{place}", "unknown-reference", WireText.Shown(missing))));
        var whole = scope.All == true
            ? await transaction.QueryAsync<Guid>("SELECT id FROM agencies WHERE valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)", new { now })
            : [.. named.Values];
        var cells = whole.Select(agency => (Agency: agency, System: "")).ToList();
        foreach (var (system, n) in (scope.Systems ?? []).Select((system, n) => (system, n)))
        {
            var found = await transaction.SingleAsync<Found>(
                """
                SELECT systems.id, systems.agency_id FROM systems JOIN agencies ON agencies.id = systems.agency_id
                WHERE agencies.code = @agency AND systems.code = @code AND agencies.valid_from <= @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)
                """,
                new { agency = system.Agency, code = system.Code, now })
                ?? throw new RefusedException(Problems.Validation(Faults.At($"/scope/systems/{n}", "unknown-reference", WireText.Shown($"{system.Agency}/{system.Code}"))));
            cells.Add((found.AgencyId, found.Id.ToString("D")));
        }
        return await AddAsync(transaction, hunt, cells, now);
    }

    /// <summary>The hunt of a letter is asked of everybody whom the letter was sent to.</summary>
    public async Task<int> FollowLetterAsync(Transaction transaction, Guid hunt, Guid advisory, DateTimeOffset now) =>
        await AddAsync(transaction, hunt, [.. (await transaction.QueryAsync<Guid>(
            $"SELECT agency_id FROM advisory_cells WHERE {Unasked}", new { hunt, advisory })).Select(agency => (agency, ""))], now);

    /// <summary>Over advisory_cells: who has the letter and is not asked to hunt yet.</summary>
    internal const string Unasked =
        """
        advisory_cells.advisory_id = @advisory AND advisory_cells.system_key = '' AND advisory_cells.state <> 'not-sent'
        AND NOT EXISTS (SELECT 1 FROM hunt_agencies WHERE hunt_agencies.hunt_id = @hunt AND hunt_agencies.agency_id = advisory_cells.agency_id)
        """;

    private async Task<int> AddAsync(Transaction transaction, Guid hunt, IReadOnlyCollection<(Guid Agency, string System)> cells, DateTimeOffset now)
    {
        var added = new List<Guid>();
        foreach (var agency in cells.Select(cell => cell.Agency).Distinct())
            if (await transaction.ExecuteAsync(
                "INSERT INTO hunt_agencies (hunt_id, agency_id, asked_at, version) VALUES (@hunt, @agency, @now, 1) ON CONFLICT (hunt_id, agency_id) DO NOTHING",
                new { hunt, agency, now }) == 1)
                added.Add(agency);
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO hunt_cells (hunt_id, agency_id, system_key, outcome, n) VALUES (@hunt, @agency, @system, 'waiting', 0)
            ON CONFLICT (hunt_id, agency_id, system_key) DO NOTHING
            """,
            cells.Distinct().Select(cell => (object)new { hunt, agency = cell.Agency, system = cell.System }));
        foreach (var agency in added)
            await Changes.TellAsync(transaction, "hunt", hunt, null, "asked", agency, now);
        await mails.AskAsync(transaction, hunt, added, now);
        return added.Count;
    }

    private static async Task<Dictionary<string, Guid>> NamedAsync(Transaction transaction, string[] codes, DateTimeOffset now) => codes.Length == 0 ? [] :
        (await transaction.QueryAsync<Named>(
            "SELECT id, code FROM agencies WHERE code IN @codes AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)", new { codes, now }))
            .ToDictionary(one => one.Code, one => one.Id);

    private sealed record Named(Guid Id, string Code);

    private sealed record Found(Guid Id, Guid AgencyId);
}
