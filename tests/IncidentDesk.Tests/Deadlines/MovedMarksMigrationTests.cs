using IncidentDesk.Deadlines;
using IncidentDesk.Harness;
using IncidentDesk.Reference;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>A desk from before: a deadline that was moved after its end had fired is warned of again.</summary>
public sealed class MovedMarksMigrationTests
{
    private const string Step = "0033_marks_of_one_due_instant.sql";

    [Test]
    public async Task What_had_fired_keeps_the_instant_that_stood_then_and_what_was_moved_since_is_planted_anew()
    {
        var clock = new ManualClock();
        var now = clock.GetUtcNow();
        var (before, after) = (now.AddHours(-1), now.AddHours(30));
        await using var store = await StoreForTest.OpenAsync(
            Migrations.Shipped.Where(file => string.CompareOrdinal(file.Key, Step) < 0).ToDictionary(), clock);
        var incident = Guid.CreateVersion7();
        await store.Database.WriteAsync(transaction => PlantAsync(transaction, incident, before, after, now), CancellationToken.None);

        await Migrations.ApplyAsync(store.Database, CancellationToken.None);

        Assert.That(await store.Database.ReadAsync(reading => reading.QueryAsync<long>("SELECT due_at FROM obligation_clocks ORDER BY mark DESC"), CancellationToken.None),
            Is.EqualTo(new[] { before.ToUnixTimeMilliseconds(), after.ToUnixTimeMilliseconds() }));
        Assert.That(await new ClockRows(store.Database, ReferenceLibrary.Load()).PlantAsync(now, CancellationToken.None), Is.EqualTo(1));
        Assert.That(await store.Database.ReadAsync(
            reading => reading.QueryAsync<string>("SELECT mark FROM obligation_clocks WHERE fired_at IS NULL AND due_at = @after ORDER BY at", new { after }), CancellationToken.None),
            Does.Contain("due").And.Contain("24h"));
    }

    private static async Task PlantAsync(Transaction transaction, Guid incident, DateTimeOffset before, DateTimeOffset after, DateTimeOffset now)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version) VALUES (@id, 'SO-YTE', 'Sở Y tế', 'Health', 'department', 'civil', 0, 1)
            """,
            new { id = incident });
        await transaction.ExecuteAsync(
            """
            INSERT INTO incidents (id, number, number_order, version, agency_id, title, category, status, severity, need, tlp, reality, rules_version, triage,
                detected_at, received_at, worst_order)
            VALUES (@id, 'INC-2026-000001', 1, 1, @id, 'x', 'other/other', 'new', 'low', 'none', 'amber', 'real', 'test', '[]', @start, @start, 1)
            """,
            new { id = incident, start = before.AddHours(-72) });
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, basis, starts_at, due_at, state, opened_at, clocked_due_at)
            VALUES (@id, @id, 'report', 'VN-ND331', 'Đ31', 'verified', 'cyber-authority', 'law', @start, @before, 'open', @start, @before)
            """,
            new { id = incident, start = before.AddHours(-72), before });
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligation_clocks (obligation_id, kind, mark, incident_id, at, fired_at, late_seconds)
            VALUES (@id, 'expiry', 'due', @id, @before, @before, 0)
            """,
            new { id = incident, before });
        await transaction.ExecuteAsync(
            "INSERT INTO obligation_clocks (obligation_id, kind, mark, incident_id, at) VALUES (@id, 'reminder', '24h', @id, @at)", new { id = incident, at = after.AddHours(-24) });
        await transaction.ExecuteAsync(
            "UPDATE obligations SET starts_at = @start, due_at = @after, clocked_due_at = @after, change_at = @now WHERE id = @id",
            new { id = incident, start = after.AddHours(-72), after, now });
    }
}
