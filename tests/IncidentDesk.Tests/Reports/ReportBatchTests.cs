using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Reports;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports;

public sealed class ReportBatchTests
{
    private Desk desk = null!;
    private HttpClient agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(builder =>
            builder.Services.AddSingleton<IPipelineBehavior<ReportIncident.Command, ReportIncident.Outcome>, BrokenStore>());
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Each_report_stands_or_falls_alone_and_says_where_it_fell()
    {
        await agency.FileAsync(ExampleReport.Ordinary(sourceRef: "before"));
        var changed = ExampleReport.Ordinary(sourceRef: "before");
        changed["title"] = "Chuyện khác";
        var faulty = ExampleReport.Ordinary(sourceRef: "faulty");
        faulty["title"] = "";

        var items = (await FileAsync(ExampleReport.Ordinary(sourceRef: "new"), changed, faulty, ExampleReport.Ordinary())).Json!["items"]!.AsArray();

        Assert.That(items.Select(item => (int)item!["status"]!), Is.EqualTo(new[] { 201, 409, 400, 400 }));
        Assert.That(items.Skip(1).Select(item => (string)item!["body"]!["errors"]![0]!["path"]!),
            Is.EqualTo(new[] { "/reports/1/title", "/reports/2/title", "/reports/3/sourceRef" }));
    }

    [Test]
    public async Task No_personal_data_and_what_is_known_of_it_are_asked_back_by_the_place_in_the_batch()
    {
        var body = ExampleReport.Ordinary(sourceRef: "data");
        body["personalData"] = JsonNode.Parse("""{"involved":false,"locationOrBiometric":true}""");

        var item = (await FileAsync(body)).Json!["items"]![0]!;

        Assert.That(item["body"]!["errors"]!.AsArray().Select(error => (string)error!["path"]!),
            Is.EquivalentTo(new[] { "/reports/0/personalData/involved", "/reports/0/personalData/locationOrBiometric" }));
    }

    [Test]
    public async Task The_one_that_the_store_did_not_take_is_503_and_the_others_stand()
    {
        var items = (await FileAsync(ExampleReport.Ordinary(sourceRef: BrokenStore.NotTaken), ExampleReport.Ordinary(sourceRef: "taken")))
            .Json!["items"]!.AsArray();

        Assert.That(items.Select(item => (int)item!["status"]!), Is.EqualTo(new[] { 503, 201 }));
    }

    [TestCase("/api/v1/reports")]
    [TestCase("/api/v1/reports/batch")]
    public async Task A_door_that_asks_nothing_in_its_address_refuses_what_is_asked(string door) =>
        Assert.That((await agency.PostAsync($"{door}?x=1", "{}")).Faults, Is.EqualTo(new[] { "?x unknown-field" }));

    [Test]
    public async Task The_stream_refuses_what_it_does_not_know() =>
        Assert.That((await agency.ReadAsync("/api/v1/stream?x=1")).Faults, Is.EqualTo(new[] { "?x unknown-field" }));

    private Task<Answer> FileAsync(params JsonNode[] reports) =>
        agency.PostAsync("/api/v1/reports/batch", new JsonObject { ["reports"] = new JsonArray(reports) }.ToJsonString());

    private sealed class BrokenStore : IPipelineBehavior<ReportIncident.Command, ReportIncident.Outcome>
    {
        public const string NotTaken = "not-taken";

        public Task<ReportIncident.Outcome> Handle(
            ReportIncident.Command request, RequestHandlerDelegate<ReportIncident.Outcome> next, CancellationToken cancellationToken) =>
            request.Report.SourceRef == NotTaken ? throw new StorageOutageException(new IOException("disk gone")) : next();
    }
}
