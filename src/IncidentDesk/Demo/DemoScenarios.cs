using System.Text.Json;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Systems that the desk has known for long, and one of them whose level, provider and product changed, so that its scenario is to be reviewed.</summary>
internal static class DemoScenarios
{
    public static Task PlantAsync(Database database, TimeZoneInfo zone, DateTimeOffset start, CancellationToken cancellation) => database.WriteAsync(async transaction =>
    {
        await transaction.ExecuteAsync("INSERT INTO scenario_facts (system_id, facts, noted_at, n) SELECT id, NULL, NULL, 0 FROM systems");
        var (changed, last) = (start.AddDays(-12), start.AddDays(-5));
        var id = Ids.Next(changed);
        await transaction.ExecuteAsync(
            """
            INSERT INTO scenario_reviews (id, system_id, agency_id, opened_at, last_changed_at, due_at, rule, term_days, term_set_by, changes, facts_before, told_at, version)
            SELECT @id, systems.id, systems.agency_id, @changed, @last, @due, @rule, @days, @setBy, 3, @before, @changed, 1 FROM systems WHERE code = 'SO-YTE-CTTDT'
            """,
            new
            {
                id, changed, last, due = ScenarioTerm.DueAt(changed, zone), rule = ScenarioTerm.Rule, days = (long)ScenarioTerm.Days, setBy = ScenarioTerm.SetBy,
                before = JsonSerializer.Serialize(new ScenarioFacts(2, [], [new(ProductName.KeyOf("Fortinet FortiOS"), "Fortinet FortiOS", "7.0.5")]), Json.Options),
            });
        foreach (var (n, at, kind, subject, was, became) in new (long, DateTimeOffset, string, string?, string?, string?)[]
        {
            (1, changed, ScenarioChange.Level, null, "2", "3"), (2, changed, ScenarioChange.Provider, null, null, "Công ty An ninh mạng Mẫu"),
            (3, last, ScenarioChange.Product, "Fortinet FortiOS", "7.0.5", "7.0.6"),
        })
            await transaction.ExecuteAsync(
                "INSERT INTO scenario_changes (review_id, n, at, kind, subject, was, became) VALUES (@id, @n, @at, @kind, @subject, @was, @became)",
                new { id, n, at, kind, subject, was, became });
    }, cancellation);
}
