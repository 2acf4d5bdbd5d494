using System.Globalization;
using System.Text.RegularExpressions;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Opening a record and every export is in the audit, whatever door it goes through: asked of the doors that a running desk really has.</summary>
public sealed partial class NotedDoorsTests
{
    /// <summary>
    /// Doors that take the id of a record and note nothing: registers of agencies, systems and people, rosters, and lists of what was answered to a letter or found in a
    /// hunt, which are noted themselves. Whoever adds one explains it in a review.
    /// </summary>
    private static readonly string[] Unnoted =
    [
        "GET /api/v1/agencies/{agency}", "GET /api/v1/systems/{system}", "GET /api/v1/systems/{system}/products",
        "GET /api/v1/people/{person:guid}", "GET /api/v1/people/{person:guid}/sessions",
        "GET /api/v1/duty/rosters/{roster:guid}", "GET /api/v1/duty/swaps/{swap:guid}", "GET /api/v1/preservation-orders/{order:guid}",
        "GET /api/v1/advisories/{advisory:guid}/figures", "GET /api/v1/advisories/{advisory:guid}/reminders", "GET /api/v1/advisories/{advisory:guid}/suggestions",
        "GET /api/v1/advisories/{advisory:guid}/replies", "GET /api/v1/advisories/{advisory:guid}/replies/{agency}",
        "GET /api/v1/hunts/{hunt:guid}/results", "GET /api/v1/hunts/{hunt:guid}/results/{agency}",
    ];

    private TwoAgencies scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await TwoAgencies.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Every_door_that_hands_out_a_record_notes_who_opened_it_but_those_that_are_named_here()
    {
        var doors = Door.Of(scene.Desk).Where(door => door.IsApi && door.Method == "GET" && door.Parameters.Any(TwoAgencies.Owned.ContainsKey)).ToList();
        var (noted, unnoted) = (new List<string>(), new List<string>());
        foreach (var door in doors)
            if (await TakenAsync(door, 1) is { } rows)
                (rows.Count > 0 ? noted : unnoted).Add(door.ToString());

        Assert.That(unnoted.Except(Unnoted), Is.Empty, "call AuditBook.Opened where the record is handed out");
        Assert.That(noted, Is.SupersetOf(new[]
        {
            "GET /api/v1/reports/{id}", "GET /api/v1/incidents/{incident}", "GET /api/v1/incidents/{incident}/timeline", "GET /api/v1/incidents/{incident}/deliveries",
            "GET /api/v1/incidents/{incident}/evidence", "GET /api/v1/evidence/{evidence}", "GET /api/v1/evidence/{evidence}/custody", "GET /api/v1/evidence/{evidence}/content",
            "GET /api/v1/deliveries/{delivery:guid}", "GET /api/v1/incidents/{incident}/dossier",
        }));
    }

    [Test]
    public async Task Every_table_that_leaves_is_noted_and_so_is_how_often()
    {
        var judged = new List<string>();
        foreach (var door in Door.Of(scene.Desk).Where(IsTable))
        {
            if (await TakenAsync(door, 3) is not { } rows)
                continue;
            judged.Add(door.ToString());
            Assert.That(rows.Where(row => !row.Contains(".open ", StringComparison.Ordinal)).Sum(TimesIn), Is.EqualTo(3), $"{door}: call AuditBook.Taken, found {string.Join(", ", rows)}");
        }
        Assert.That(judged, Is.SupersetOf(new[]
        {
            "GET /lists/people.csv", "GET /lists/deliveries.csv", "GET /lists/audit.csv", "GET /lists/agencies.csv", "GET /pictures/weeks.csv", "GET /api/v1/agencies/export",
            "GET /api/v1/sharing-records/export",
        }));
    }

    private static bool IsTable(Door door) => door.Method == "GET"
        && (door.Route.EndsWith(".csv", StringComparison.Ordinal) || door.Route.EndsWith("/export", StringComparison.Ordinal));

    /// <summary>Takes what the door hands out so many times, with a key that did nothing before.</summary>
    /// <returns>What the audit then says of that key; null where the door hands out nothing here.</returns>
    private async Task<IReadOnlyList<string>?> TakenAsync(Door door, int times)
    {
        var caller = scene.Desk.Client(await scene.Desk.KeyAsync(null, string.Join(' ', Scopes.All)));
        var key = await scene.Desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM keys ORDER BY id DESC LIMIT 1"), CancellationToken.None);
        var addresses = door.Parameters.Any(TwoAgencies.Owned.ContainsKey)
            ? scene.Pairs(door).Select(pair => door.At(name => pair.Foreign.GetValueOrDefault(name) ?? TwoAgencies.SharedValue(name)))
            : [door.At(TwoAgencies.SharedValue)];
        foreach (var address in addresses)
            if ((await caller.ReadAsync(address)).Code == 200)
            {
                for (var again = 1; again < times; again++)
                    Assert.That((await caller.ReadAsync(address)).Code, Is.EqualTo(200), address);
                return await RowsAsync($"key:{key}");
            }
        return null;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string actor)
    {
        await scene.Desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        return await scene.Desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT action || ' ' || outcome FROM audit WHERE actor = @actor AND action <> 'request.refuse'", new { actor }), CancellationToken.None);
    }

    private static int TimesIn(string row) => More().Match(row) is { Success: true } more ? int.Parse(more.Groups[1].Value, CultureInfo.InvariantCulture) : 1;

    [GeneratedRegex("([0-9]+) more$")]
    private static partial Regex More();
}
