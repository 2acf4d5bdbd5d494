using IncidentDesk.Audit;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class ListReportsTests
{
    private Desk desk = null!;
    private HttpClient responder = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        foreach (var code in (string[])["SO-YTE", "SO-GDDT", "SO-TC"])
            await desk.AgencyAsync(code);
        responder = desk.Client(await desk.KeyAsync(null, "report read"));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task The_reports_of_one_key_come_page_by_page()
    {
        foreach (var code in (string[])["SO-YTE", "SO-GDDT", "SO-TC"])
            await responder.FileAsync(ExampleReport.Ordinary(code, "shared"));
        const string list = "/api/v1/reports?source=soc-portal&sourceRef=shared&limit=2";

        var first = (await responder.ReadAsync(list)).Json!;
        var second = (await responder.ReadAsync($"{list}&cursor={first["nextCursor"]}")).Json!;

        Assert.That(first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(one => (string)one!["agency"]!),
            Is.EqualTo(new[] { "SO-YTE", "SO-GDDT", "SO-TC" }));
        Assert.That(second["nextCursor"], Is.Null);
    }

    [Test]
    public async Task Who_finds_a_report_by_its_key_has_opened_it()
    {
        var filed = await responder.FileAsync(ExampleReport.Ordinary("SO-TC", "opened"));
        var found = (await responder.ReadAsync("/api/v1/reports?source=soc-portal&sourceRef=opened")).Json!["items"]![0]!;
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);

        Assert.That((string)found["id"]!, Is.EqualTo((string)filed.Json!["reportId"]!));
        Assert.That(await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT outcome FROM audit WHERE action = 'report.open' AND subject = @id", new { id = (string)found["id"]! }), CancellationToken.None), Is.EqualTo(new[] { "opened" }));
    }

    [Test]
    public async Task Half_a_natural_key_finds_nothing_and_says_so() =>
        Assert.That((await responder.ReadAsync("/api/v1/reports?source=soc-portal")).Faults, Is.EqualTo(new[] { "?sourceRef required" }));

    [Test]
    public async Task A_report_never_changes_so_a_reader_who_has_it_gets_no_second_copy()
    {
        var filed = await responder.FileAsync(ExampleReport.Ordinary());
        var address = (string)filed.Json!["links"]!["report"]!;

        var read = await responder.ReadAsync(address);

        Assert.That(read.Header("ETag"), Is.EqualTo("\"1\""));
        Assert.That((await responder.ReadAsync(address, ("If-None-Match", "\"1\""))).Code, Is.EqualTo(304));
    }
}
