using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

public sealed class EvidencePageTests
{
    private Desk desk = null!;
    private HttpClient agency = null!;
    private string number = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        number = (string)(await agency.FileAsync(ExampleReport.Body(sourceRef: "A-17"))).Json!["number"]!;
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_form_without_its_proof_is_refused_before_its_file_is_kept()
    {
        using var reporter = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        var (token, address) = await FormAsync(reporter);

        using var stranger = await SendAsync(reporter, address, "", "x.txt");
        Assert.That(stranger.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(Directory.Exists(Path.Combine(desk.DataDirectory, "evidence")), Is.False);
        using var own = await SendAsync(reporter, address, token, "x.txt");
        Assert.That((own.StatusCode, own.Headers.Location!.ToString()), Is.EqualTo((HttpStatusCode.Found, $"/incidents/{number}#evidence")));
        Assert.That((await reporter.PageAsync($"/incidents/{number}")).QuerySelector("section[aria-labelledby=evidence] a")!.TextContent, Is.EqualTo("x.txt"));
    }

    [Test]
    public async Task A_name_full_of_tags_is_shown_as_it_was_given_and_saved_under_one_that_harms_nobody()
    {
        const string hostile = "<script>alert(1)</script>.txt";
        var added = (await agency.UploadAsync(number, Uploads.Form([1], hostile))).Json!;
        Assert.That((string?)added["name"], Is.EqualTo(hostile));

        using var reporter = await Visitor.SignedInAsync(desk, "an", "reporter", "SO-YTE");
        var page = await reporter.PageAsync($"/incidents/{number}");
        Assert.That(page.QuerySelector("section[aria-labelledby=evidence] a")!.TextContent, Is.EqualTo(hostile));
        Assert.That(page.QuerySelectorAll("script:not([src])"), Is.Empty);
        using var got = await agency.GetAsync((string)added["content"]!);
        Assert.That(got.Content.Headers.ContentDisposition!.FileNameStar, Is.EqualTo("_script_alert(1)__script_.txt"));
    }

    [Test]
    public async Task Who_audits_sees_what_was_done_and_no_ones_contact()
    {
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        using var responder = await Visitor.SignedInAsync(desk, "hoa", "responder");
        var report = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM reports"), CancellationToken.None);
        foreach (var address in new[] { $"/api/v1/reports/{report}", "/api/v1/reports?source=soc-portal&sourceRef=A-17", $"/incidents/{number}" })
        {
            await Delivery.Waiting.ForAsync(async () => await desk.Database.ReadAsync(
                reading => reading.SingleAsync<long>("SELECT count(*) FROM timeline WHERE text LIKE '%Nguyễn Văn An%'"), CancellationToken.None) > 0);
            var (seen, worked) = (await ReadAsync(auditor, address), await ReadAsync(responder, address));
            Assert.That(worked, Does.Contain("024 0000 0001"), address);
            Assert.That(seen, Does.Not.Contain("0000 0001").And.Not.Contain("+842400000001").And.Not.Contain("soyte.example").And.Not.Contain("Nguyễn Văn An"), address);
            Assert.That(seen, Does.Contain("Máy chủ cổng thông tin"), address);
        }
        Assert.That((await auditor.PageAsync($"/incidents/{number}")).QuerySelector("form.upload"), Is.Null, "who audits adds nothing");
        Assert.That(await ReadAsync(auditor, $"/incidents/{number}"), Does.Not.Contain("pre class=\"verbatim\""));
    }

    [Test]
    public async Task Who_only_reads_sees_neither_who_held_a_file_nor_how_many_people_are_concerned()
    {
        var body = ExampleReport.Body(sourceRef: "A-18");
        body["personalData"] = new System.Text.Json.Nodes.JsonObject { ["involved"] = true, ["subjects"] = 98765, ["sensitive"] = true };
        var filed = (await agency.FileAsync(body)).Json!;
        var custody = (string)(await agency.UploadAsync((string)filed["number"]!, "nội dung", "log.txt")).Json!["custody"]!;
        await agency.PostAsync(custody, """{"act":"handed-over","holder":"Trần Thị Bình","reason":"Giao cho Lê Văn Cường"}""");
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");
        var (reader, worker) = (desk.Client(await desk.KeyAsync(null, "read")), desk.Client(await desk.KeyAsync(null, "read work")));

        foreach (var (address, held) in new[] { (custody, "Trần Thị Bình"), (custody, "Lê Văn Cường"), ($"/api/v1/reports/{filed["reportId"]}", "98765") })
        {
            Assert.That(await ReadAsync(auditor, address), Does.Not.Contain(held), address);
            Assert.That(await reader.ReadTextAsync(address), Does.Not.Contain(held), address);
            Assert.That(await worker.ReadTextAsync(address), Does.Contain(held), address);
        }
        Assert.That(await ReadAsync(auditor, custody), Does.Contain("handed-over"));
        Assert.That(await ReadAsync(auditor, $"/api/v1/reports/{filed["reportId"]}"), Does.Contain("\"involved\":true").And.Not.Contain("\"sensitive\":true"));
    }

    [Test]
    public async Task Who_audits_reads_of_evidence_and_never_its_content()
    {
        var added = (await agency.UploadAsync(number, "nội dung", "log.txt")).Json!;
        using var auditor = await Visitor.SignedInAsync(desk, "kiem", "auditor");

        Assert.That(await ReadAsync(auditor, $"/api/v1/evidence/{added["id"]}"), Does.Contain((string)added["sha256"]!));
        using var request = new HttpRequestMessage(HttpMethod.Get, (string)added["content"]!);
        request.Headers.Accept.ParseAdd("*/*");
        using var refused = await auditor.SendAsync(request);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Not.Contain("nội dung"));
    }

    private async Task<(string Token, string Address)> FormAsync(Visitor visitor)
    {
        var form = (IHtmlFormElement)(await visitor.PageAsync($"/incidents/{number}")).QuerySelector("form.upload")!;
        return (form.Elements.OfType<IHtmlInputElement>().Single(input => input.Name == "__RequestVerificationToken").Value, form.GetAttribute("action")!);
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string address, string token, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(""), "description" }, { new StringContent("amber"), "tlp" }, { new ByteArrayContent([1]), "file", name },
        } };
        return await visitor.SendAsync(request);
    }

    private static async Task<string> ReadAsync(Visitor visitor, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(address.StartsWith("/api", StringComparison.Ordinal) ? "application/json" : "text/html"));
        using var answer = await visitor.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), address);
        return await answer.Content.ReadAsStringAsync();
    }
}
