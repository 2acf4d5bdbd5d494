using System.Globalization;
using AngleSharp.Html.Dom;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pictures;

/// <summary>What is drawn is what stands in the table and in the file, and nobody sees in a sum what they may not see.</summary>
public sealed class PicturesTests
{
    private Desk desk = null!;
    private Visitor lead = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        desk = await Desk.StartDemoAsync();
        lead = await Visitor.SignedInAsync(desk, "nguoi-xem", "lead");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        lead.Dispose();
        await desk.DisposeAsync();
    }

    [TestCase("weeks")]
    [TestCase("kinds")]
    [TestCase("agencies")]
    [TestCase("filed")]
    public async Task The_drawing_adds_up_to_its_table_and_the_table_is_the_file(string name)
    {
        var page = await lead.PageAsync("/pictures");
        var panel = page.QuerySelector($"#t-{name}")!.Closest("section")!;
        var rows = panel.QuerySelectorAll("tbody tr").Select(row => row.QuerySelectorAll("td").Select(cell => int.Parse(cell.TextContent, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var table = rows.Sum(row => name == "weeks" ? row[^1] : row.Sum());

        var drawn = panel.QuerySelectorAll("svg rect[data-n]").Sum(bar => int.Parse(bar.GetAttribute("data-n")!, CultureInfo.InvariantCulture));
        using var file = await lead.GetAsync($"/pictures/{name}.csv");
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That((drawn, table), Is.EqualTo((table, table)).And.Not.EqualTo((0, 0)));
        Assert.That(lines, Has.Length.EqualTo(rows.Count + 1));
        if (name == "weeks")
            Assert.That(rows.Select(row => row[..4].Sum()), Is.EqualTo(rows.Select(row => row[4])), "each line adds up");
    }

    [Test]
    public async Task A_table_that_leaves_is_in_the_audit_and_so_is_how_often()
    {
        for (var n = 0; n < 3; n++)
        {
            using var file = await lead.GetAsync("/pictures/times.csv");
            Assert.That(file.IsSuccessStatusCode, Is.True);
        }

        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT outcome FROM audit WHERE action = 'picture.export' AND subject = 'times' ORDER BY id"), CancellationToken.None), Is.EqualTo(new[] { "exported csv", "exported csv 2 more" }));
    }

    [Test]
    public async Task The_bars_stand_as_high_as_their_numbers()
    {
        var bars = (await lead.PageAsync("/pictures")).QuerySelectorAll("#t-kinds").Single().Closest("section")!.QuerySelectorAll("svg rect[data-n]")
            .Select(bar => (N: decimal.Parse(bar.GetAttribute("data-n")!, CultureInfo.InvariantCulture), Width: decimal.Parse(bar.GetAttribute("width")!, CultureInfo.InvariantCulture))).ToList();

        Assert.That(bars.Select(bar => Math.Round(bar.Width / bar.N, 0)).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task The_sum_of_all_pictures_is_what_really_happened()
    {
        var counted = await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM incidents WHERE reality = 'real' AND status NOT IN ('duplicate', 'rejected')"), CancellationToken.None);

        Assert.That(Drawn(await lead.PageAsync("/pictures"), "weeks"), Is.EqualTo(counted));
        Assert.That(Drawn(await lead.PageAsync("/pictures"), "agencies"), Is.EqualTo(counted));
    }

    [Test]
    public async Task An_agency_sees_its_own_and_those_below_it()
    {
        using var own = await Visitor.SignedInAsync(desk, "bao-yte", "reporter", "SO-YTE");
        var counted = await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
            """
            SELECT count(*) FROM incidents WHERE reality = 'real' AND status NOT IN ('duplicate', 'rejected') AND agency_id IN (
                SELECT descendant_id FROM agency_tree JOIN agencies ON agencies.id = ancestor_id WHERE agencies.code = 'SO-YTE')
            """), CancellationToken.None);

        Assert.That(Drawn(await own.PageAsync("/pictures"), "weeks"), Is.EqualTo(counted));
        Assert.That((await own.PageAsync("/pictures")).QuerySelector("#t-agencies")!.TextContent, Does.Not.Contain("Giáo dục"));
        Assert.That((await own.PageAsync("/sitrep")).QuerySelector("main")!.TextContent, Does.Not.Contain("SO-GDDT"));
    }

    [Test]
    public async Task The_situation_report_is_two_sheets_and_names_its_instant() =>
        Assert.That((await lead.PageAsync("/sitrep")).QuerySelectorAll(".a4"), Has.Length.EqualTo(2));

    private static int Drawn(IHtmlDocument page, string name) =>
        page.QuerySelector($"#t-{name}")!.Closest("section")!.QuerySelectorAll("svg rect[data-n]").Sum(bar => int.Parse(bar.GetAttribute("data-n")!, CultureInfo.InvariantCulture));
}
