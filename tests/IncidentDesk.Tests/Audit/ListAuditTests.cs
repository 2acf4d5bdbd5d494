using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class ListAuditTests
{
    [Test]
    public async Task A_planted_row_hides_none_of_the_others_from_who_reads_the_list()
    {
        await using var desk = await Desk.StartAsync();
        await desk.Database.WriteAsync(async transaction =>
        {
            foreach (var trigger in new[] { "audit_starts_unsealed", "audit_is_sealed_once" })
                await transaction.ExecuteAsync($"DROP TRIGGER {trigger}{(TestEngine.IsPostgres ? " ON audit" : "")}");
            await transaction.ExecuteAsync(
                "INSERT INTO audit (id, at, actor, action, subject, outcome) VALUES ('0000', 9223372036854775807, 'a', 'test.act', 'no-instant', 'd')");
            if (!TestEngine.IsPostgres)
                await transaction.ExecuteAsync("INSERT INTO audit (id, at, actor, action, subject, outcome) VALUES (x'00ff', 'today', 'a', 'test.act', 'no-text', x'00ff')");
        }, CancellationToken.None);

        var answer = await desk.Client(await desk.KeyAsync(null, "admin")).ReadAsync("/api/v1/audit?action=test.act");

        Assert.That(answer.Code, Is.EqualTo(200));
        Assert.That(answer.Json!["items"]!.AsArray().Select(item => $"{item!["subject"]} {item["outcome"]}"),
            Is.EqualTo(TestEngine.IsPostgres ? ["no-instant d"] : new[] { "no-text x'00FF'", "no-instant d" }));
    }
}
