using IncidentDesk.Operations;
using IncidentDesk.Providers;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>
/// Compares what systems are with what was noted of them, so that a change counts by whatever door it came: a form, a table, a key, a commitment whose day has come. Of two nodes
/// one notes it, and only that one opens the review; what is the later one's is not overwritten by the one whose clock is behind.
/// </summary>
public sealed class ScenarioNoting(DeskSettings settings)
{
    /// <summary>The systems that are not as they were noted.</summary>
    public async Task<IReadOnlyList<ScenarioSeen>> LookAsync(Reading reading, DateTimeOffset now)
    {
        // What was noted is read first: what another node notes from here on makes this an old look, of which nothing is written.
        var noted = (await reading.QueryAsync<NotedRow>("SELECT system_id, facts, n FROM scenario_facts")).ToDictionary(row => row.SystemId);
        var systems = await reading.QueryAsync<SystemRow>(
            $"""
            SELECT systems.id, systems.agency_id, systems.level, coalesce(systems.provider, '') AS host, systems.exposure
            FROM systems JOIN {ScenarioHeirs.Table} AS charge ON charge.agency_id = systems.agency_id
            """,
            new { now });
        var products = (await reading.QueryAsync<ProductRow>("SELECT system_id, product_key, name, version FROM system_products")).ToLookup(row => row.SystemId);
        var providers = (await reading.QueryAsync<ProviderRow>(
            """
            SELECT DISTINCT systems.id AS system_id, providers.id, providers.name FROM systems
            JOIN provider_commitments ON provider_commitments.agency_id = systems.agency_id
              AND provider_commitments.starts_on <= @today AND (provider_commitments.ends_on IS NULL OR provider_commitments.ends_on >= @today)
            JOIN providers ON providers.id = provider_commitments.provider_id
            WHERE NOT EXISTS (SELECT 1 FROM provider_commitment_systems WHERE provider_commitment_systems.commitment_id = provider_commitments.id)
              OR EXISTS (SELECT 1 FROM provider_commitment_systems WHERE provider_commitment_systems.commitment_id = provider_commitments.id
                AND provider_commitment_systems.system_id = systems.id)
            """,
            new { today = ProviderRows.Day(ScenarioTerm.DayOf(now, settings.Zone.Zone)) })).ToLookup(row => row.SystemId);
        return
        [
            .. from system in systems
               let known = noted.GetValueOrDefault(system.Id)
               let facts = Remembering(known?.Facts, FactsOf(system, providers[system.Id], products[system.Id]))
               let text = ScenarioSeen.Write(facts)
               where known?.Facts != text
               select new ScenarioSeen(system.Id, system.AgencyId, known?.N, known?.Facts, facts, text),
        ];
    }

    /// <summary>Notes one of them, opens its review where something really changed, and lets go of the one that is owed where nothing is left of what had changed.</summary>
    public async Task NoteAsync(Transaction transaction, ScenarioSeen seen, DateTimeOffset now)
    {
        if (!await WriteAsync(transaction, seen, now) || seen.IsFirstLook)
            return;
        if (ScenarioChange.Between(seen.FactsBefore, seen.Facts) is { Count: > 0 } changes)
            await ScenarioWriting.AddAsync(transaction, seen, changes, now, settings.Zone.Zone);
        await ScenarioWriting.LearnAsync(transaction, seen);
        await ScenarioWriting.VoidAsync(transaction, seen, now);
    }

    /// <returns>False where another node was faster, or its clock is ahead.</returns>
    private static async Task<bool> WriteAsync(Transaction transaction, ScenarioSeen seen, DateTimeOffset now)
    {
        var values = new { system = seen.System, text = seen.Text, now, n = seen.N ?? 0 };
        return (seen.IsNew
            ? await transaction.ExecuteAsync(
                "INSERT INTO scenario_facts (system_id, facts, noted_at, n) VALUES (@system, @text, @now, @n + 1) ON CONFLICT (system_id) DO NOTHING", values)
            : await transaction.ExecuteAsync(
                "UPDATE scenario_facts SET facts = @text, noted_at = @now, n = n + 1 WHERE system_id = @system AND n = @n AND (noted_at IS NULL OR noted_at <= @now)", values)) == 1;
    }

    // In one order, so that the same facts are the same text.
    private static ScenarioFacts FactsOf(SystemRow system, IEnumerable<ProviderRow> providers, IEnumerable<ProductRow> products) => new(
        system.Level,
        [.. providers.Select(one => new ScenarioProvider(one.Id.ToString("D"), one.Name)).OrderBy(one => one.Id, StringComparer.Ordinal)],
        [
            .. products.Select(one => new ScenarioProduct(one.ProductKey, one.Name, one.Version))
                .OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Version, StringComparer.Ordinal),
        ],
        system.Host, system.Exposure);

    // That a list was emptied stands nowhere but in what was noted.
    private static ScenarioFacts Remembering(string? known, ScenarioFacts facts) =>
        facts.Products.Count == 0 && known is not null && ScenarioSeen.Read(known) is { } before && before.KnowsProducts() ? facts with { ProductsSaid = true } : facts;

    private sealed record NotedRow(Guid SystemId, string? Facts, long N);

    private sealed record SystemRow(Guid Id, Guid AgencyId, long Level, string Host, string Exposure);

    private sealed record ProductRow(Guid SystemId, string ProductKey, string Name, string Version);

    private sealed record ProviderRow(Guid SystemId, Guid Id, string Name);
}
