using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Statistics;

public sealed class ExportFiguresTests
{
    private readonly ManualClock clock = new();
    private Desk desk = null!;
    private HttpClient client = null!, stranger = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock);
        var agency = await desk.AgencyAsync("SO-YTE");
        await desk.SystemAsync(agency, "SO-YTE-CTTDT", 3);
        client = desk.Client(await desk.KeyAsync(null, "report read"));
        stranger = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT")));
        Assert.That((await client.FileAsync(ExampleReport.Body())).Code, Is.EqualTo(201));
        var drill = ExampleReport.Body();
        drill["drill"] = true;
        Assert.That((await client.FileAsync(drill)).Code, Is.EqualTo(201));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_workbook_the_table_and_the_answer_say_the_same_numbers()
    {
        var answer = (await client.ReadAsync("/api/v1/figures/reports/annual?year=2026&asOf=2026-11-20T09:45:00Z")).Json!;
        var book = await FileAsync("/api/v1/figures/reports/annual/export?year=2026&asOf=2026-11-20T09:45:00Z&language=en");
        var table = CsvText.Read(await FileAsync("/api/v1/figures/reports/annual/export?format=csv&year=2026&asOf=2026-11-20T09:45:00Z&language=en"));
        var sheet = await LibreOffice.ReadAsync(book);

        var told = answer["figures"]!.AsArray().ToDictionary(one => (string)one!["code"]!, one => one!["value"]?.ToString() ?? "");
        foreach (var (name, value) in (JsonObject)answer["duties"]!)
            told["duties-" + name] = value?.ToString() ?? "";
        Assert.That(told, Has.Count.GreaterThan(25));
        foreach (var (code, value) in told)
        {
            Assert.That(sheet, Has.Some.Matches<string>(line => line.StartsWith($"{code},{value},", StringComparison.Ordinal)), $"{code} = {value}");
            Assert.That(table.Lines.Select(line => string.Join('|', line.Cells!)), Has.Member($"figures|{code}|value|{value}"));
        }
        Assert.That((told["incidents-received"], told["incidents-drills"], told["systems-total"], told["systems-level-3"], told["systems-dossier"]), Is.EqualTo(("1", "1", "1", "1", "")));
        Assert.That((string?)answer["from"], Is.EqualTo("2025-12-14T17:00:00.000Z"));
        Assert.That((string?)answer["to"], Is.EqualTo("2026-12-14T17:00:00.000Z"));
    }

    [TestCase("vi", "từ ngày 15/12/2025 đến hết ngày 14/12/2026", "Không thuộc kỳ nữa: ngày cuối của kỳ là 14/12/2026.")]
    [TestCase("en", "from 15/12/2025 to 14/12/2026, both days included", "No longer in the period: its last day is 14/12/2026.")]
    public async Task A_person_reads_the_first_and_the_last_day_and_a_program_the_exact_instants(string language, string days, string means)
    {
        var table = CsvText.Read(await FileAsync($"/api/v1/figures/reports/annual/export?format=csv&year=2026&language={language}"));
        var lines = table.Lines.Select(line => string.Join('|', line.Cells!)).ToList();

        Assert.That(lines, Has.Member($"figures|period|value|{days}").And.Member($"figures|to|meaning|{means}"));
        Assert.That(lines, Has.Member("figures|from|value|15/12/2025 00:00 +07:00").And.Member("figures|to|value|15/12/2026 00:00 +07:00"));
        Assert.That(lines.Where(line => line.StartsWith("figures|", StringComparison.Ordinal)).GroupBy(line => line.Split('|')[1]).Where(row => !row.Any(line => line.Contains("|name|", StringComparison.Ordinal))), Is.Empty, "every line has a name");
    }

    [Test]
    public async Task What_goes_out_is_in_the_audit_with_its_sum_and_no_cache_keeps_it()
    {
        using var answer = await client.GetAsync(new Uri("/api/v1/figures/reports/leadership/export?year=2026", UriKind.Relative));
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));

        Assert.That(await NotedAsync("leadership:2026"), Is.EqualTo(new[] { $"exported xlsx {sum}" }));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("leadership-2026-20261120-1645.xlsx"));
    }

    [Test]
    public async Task Who_takes_the_same_figures_again_and_again_costs_the_audit_one_row_and_a_count()
    {
        var reporter = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-TC")));
        var table = await FileAsync("/api/v1/figures/reports/annual/export?format=csv&year=2025", reporter);
        for (var again = 0; again < 4; again++)
            await FileAsync("/api/v1/figures/reports/annual/export?format=csv&year=2025", reporter);

        Assert.That(await NotedAsync("annual:2025", isLast: true), Is.EquivalentTo(new[]
        {
            $"exported csv {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(table))}", "exported csv 4 more",
        }));
    }

    private async Task<IReadOnlyList<string>> NotedAsync(string subject, bool isLast = false)
    {
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast);
        return await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT outcome FROM audit WHERE action = 'figures.export' AND subject = @subject", new { subject }), CancellationToken.None);
    }

    [Test]
    public async Task A_neighbour_exports_its_own_noughts()
    {
        var table = Encoding.UTF8.GetString(await FileAsync("/api/v1/figures/reports/annual/export?format=csv&year=2026", stranger));

        Assert.That(table, Does.Contain("figures,incidents-received,value,0").And.Contain("figures,systems-total,value,0").And.Not.Contain("SO-YTE"));
    }

    [TestCase("/api/v1/figures/reports/nonsense", 404)]
    [TestCase("/api/v1/figures/reports/nonsense/export", 404)]
    [TestCase("/api/v1/figures/reports/annual?year=12", 400)]
    [TestCase("/api/v1/figures/reports/annual/export?format=pdf", 400)]
    public async Task What_is_no_report_is_said(string address, int code) => Assert.That((await client.ReadAsync(address)).Code, Is.EqualTo(code));

    [Test]
    public async Task The_pages_print_their_span_and_define_every_number([Values("six-month", "annual", "annual-legacy", "leadership")] string report)
    {
        using var visitor = await Visitor.SignedInAsync(desk, "xem-" + report, "responder");
        var page = await visitor.PageAsync($"/figures/{report}?year=2026&asOf=20/11/2026");
        var rows = page.QuerySelectorAll("section[aria-labelledby=numbers] tbody tr");

        Assert.That(page.QuerySelector("main")!.TextContent, Does.Contain("00:00, ").And.Contain("20/11/2026"));
        Assert.That(rows.Length, Is.GreaterThanOrEqualTo(16));
        foreach (var row in rows)
            Assert.That(row.LastElementChild!.TextContent.Trim(), Has.Length.GreaterThan(10), row.TextContent);
        Assert.That((await visitor.GetAsync("/figures/nonsense")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_day_that_is_none_is_said_on_the_page()
    {
        using var visitor = await Visitor.SignedInAsync(desk, "go-sai", "responder");
        var page = await visitor.PageAsync("/figures?from=hom-qua&by=agency", HttpStatusCode.BadRequest);

        Assert.That(page.QuerySelector("#faults")!.TextContent, Does.Contain("20/11/2026"));
        Assert.That(page.QuerySelector("input[name=from]")!.GetAttribute("value"), Is.EqualTo("hom-qua"));
    }

    private async Task<byte[]> FileAsync(string address, HttpClient? caller = null)
    {
        using var answer = await (caller ?? client).GetAsync(new Uri(address, UriKind.Relative));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
