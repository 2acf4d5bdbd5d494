using System.Text.Json.Nodes;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class AuditBookTests
{
    private Desk desk = null!;

    [SetUp]
    public async Task StartAsync() => desk = await Desk.StartAsync();

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task Opening_an_incident_a_report_or_a_dossier_is_in_the_audit_once_in_five_minutes()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var filed = (await agency.FileAsync(ExampleReport.Body())).Json!;
        var (incident, report) = ((string)filed["id"]!, (string)filed["reportId"]!);
        for (var n = 0; n < 3; n++)
        {
            Assert.That((await agency.ReadAsync($"/api/v1/incidents/{incident}")).Code, Is.EqualTo(200));
            Assert.That((await agency.ReadAsync($"/api/v1/reports/{report}")).Code, Is.EqualTo(200));
        }
        Assert.That(await agency.ReadTextAsync($"/api/v1/incidents/{incident}/dossier"), Is.Not.Empty);

        Assert.That(await RowsAsync("incident.open"), Is.EqualTo(new[] { $"{incident} opened 127.0.0.0/24" }));
        Assert.That(await RowsAsync("report.open"), Is.EqualTo(new[] { $"{report} opened 127.0.0.0/24" }));
        Assert.That(await RowsAsync("dossier.export"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Opening_the_page_counts_like_the_api()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var filed = (await agency.FileAsync(ExampleReport.Body())).Json!;
        using var person = await Visitor.SignedInAsync(desk, "hoa", "responder");

        await person.PageAsync($"/incidents/{filed["number"]}");

        Assert.That(await RowsAsync("incident.open"), Is.EqualTo(new[] { $"{filed["id"]} opened 127.0.0.0/24" }));
    }

    [Test]
    public async Task Each_kind_of_refusal_is_a_row_and_a_flood_of_it_one_more()
    {
        var nobody = desk.Client();
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        for (var n = 0; n < 30; n++)
        {
            await nobody.ReadAsync("/api/v1/incidents");
            await agency.ReadAsync("/api/v1/audit");
            await agency.ReadAsync("/api/v1/incidents/INC-2026-999999");
        }

        var rows = await RowsAsync("request.refuse");
        Assert.That(rows, Is.EquivalentTo(new[]
        {
            "GET /api/v1/incidents 401 127.0.0.0/24", "GET /api/v1/audit 403 127.0.0.0/24",
            "GET /api/v1/incidents/{incident} 404 127.0.0.0/24",
        }));
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        Assert.That((await RowsAsync("request.refuse")).Except(rows), Is.EquivalentTo(new[]
        {
            "GET /api/v1/incidents 401 29 more 127.0.0.0/24", "GET /api/v1/audit 403 29 more 127.0.0.0/24",
            "GET /api/v1/incidents/{incident} 404 29 more 127.0.0.0/24",
        }));
    }

    [Test]
    public async Task Too_many_requests_are_refused_and_noted()
    {
        await using var slow = await Desk.StartAsync(TimeProvider.System, ("Limits:RequestsPerSecond", "1"));
        var key = slow.Client(await slow.KeyAsync(null, "read"));
        for (var n = 0; n < 5; n++)
            await key.ReadAsync("/api/v1/incidents");

        Assert.That(await RowsAsync("request.refuse", slow), Has.Some.Contain(" 429 "));
    }

    [Test]
    public async Task Signing_in_and_out_and_failing_to_is_in_the_audit_without_the_name()
    {
        using (var person = await Visitor.SignedInAsync(desk, "hoa", "responder"))
        {
            using var wrong = await new Visitor(desk).SignInAsync("hoa", "sai");
            using var unknown = await new Visitor(desk).SignInAsync("mat-khau-go-nham", "sai");
            var form = (await person.PageAsync("/board")).Forms.Single(one => one.GetAttribute("action") == "/sign-out");
            using var left = await person.SendAsync(new(HttpMethod.Post, "/sign-out")
            {
                Content = new FormUrlEncodedContent(form.Elements.OfType<AngleSharp.Html.Dom.IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value)),
            });
        }
        var id = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM people WHERE user_name = 'hoa'"), CancellationToken.None);

        var session = await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT id FROM sessions"), CancellationToken.None);

        Assert.That(await RowsAsync("session.start"), Is.EquivalentTo(new[] { $"{session} started 127.0.0.0/24", $"{id} refused 127.0.0.0/24" }));
        Assert.That(await RowsAsync("session.end"), Is.EqualTo(new[] { $"{session} signed-out 127.0.0.0/24" }));
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None, isLast: true);
        Assert.That(await RowsAsync("session.start"), Has.Some.EqualTo("unknown refused 1 more 127.0.0.0/24"));
        Assert.That(string.Join('\n', await RowsAsync("%")), Does.Not.Contain("mat-khau-go-nham").And.Not.Contain("hoa"));
    }

    [Test]
    public async Task An_act_says_from_which_network_and_request_it_came_and_what_the_desk_does_by_itself_says_none()
    {
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        await agency.FileAsync(ExampleReport.Body());
        await desk.Database.WriteAsync(transaction => AuditTrail.AppendAsync(transaction, "desk", "test.act", "x", "done", DateTimeOffset.UtcNow), CancellationToken.None);

        Assert.That((await RowsAsync("report.file")).Single(), Does.EndWith(" 127.0.0.0/24"));
        Assert.That(await RowsAsync("test.act"), Is.EqualTo(new[] { "x done -" }));
        Assert.That(await desk.Database.ReadAsync(
            reading => reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'report.file' AND trace_id IS NOT NULL"), CancellationToken.None), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_noted_is_sealed_within_a_second_or_two_by_itself()
    {
        await desk.Client().ReadAsync("/api/v1/incidents");

        for (var until = Environment.TickCount64 + 10_000; ; await Task.Delay(100))
        {
            var sealed_ = await desk.Database.ReadAsync(reading => reading.SingleAsync<long>(
                "SELECT count(*) FROM audit WHERE action = 'request.refuse' AND hash IS NOT NULL"), CancellationToken.None);
            if (sealed_ == 1)
                break;
            Assert.That(Environment.TickCount64, Is.LessThan(until));
        }
    }

    [Test]
    public async Task Administrators_and_auditors_read_the_audit_and_nobody_else()
    {
        var agency = await desk.AgencyAsync("SO-YTE");
        foreach (var (scopes, of) in new[] { ("report read work approve", (Guid?)null), ("admin", agency) })
            Assert.That((await desk.Client(await desk.KeyAsync(of, scopes)).ReadAsync("/api/v1/audit")).Code, Is.EqualTo(403), scopes);
        Assert.That((await desk.Client(await desk.KeyAsync(null, "admin")).ReadAsync("/api/v1/audit")).Code, Is.EqualTo(200));
        foreach (var (role, status) in new[] { ("auditor", 200), ("admin", 200), ("lead", 403), ("responder", 403) })
        {
            using var person = await Visitor.SignedInAsync(desk, role, role);
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/audit") { Headers = { { "Accept", "application/json" } } };
            using var answer = await person.SendAsync(request);
            Assert.That((int)answer.StatusCode, Is.EqualTo(status), role);
        }
    }

    [Test]
    public async Task The_list_is_filtered_and_goes_on_where_it_stopped()
    {
        var start = DateTimeOffset.UtcNow;
        await desk.Database.WriteAsync(async transaction =>
        {
            for (var n = 0; n < 5; n++)
                await AuditTrail.AppendAsync(transaction, $"person:{n % 2}", "test.act", $"record-{n}", "done", start.AddMinutes(n - 60));
        }, CancellationToken.None);
        var admin = desk.Client(await desk.KeyAsync(null, "admin"));

        async Task<string[]> SubjectsAsync(string query)
        {
            var answer = await admin.ReadAsync("/api/v1/audit?action=test.act&" + query);
            return [.. answer.Json!["items"]!.AsArray().Select(item => (string)item!["subject"]!)];
        }

        Assert.That(await SubjectsAsync(""), Is.EqualTo(new[] { "record-4", "record-3", "record-2", "record-1", "record-0" }));
        Assert.That(await SubjectsAsync("actor=person:1"), Is.EqualTo(new[] { "record-3", "record-1" }));
        Assert.That(await SubjectsAsync("subject=record-2"), Is.EqualTo(new[] { "record-2" }));
        Assert.That(
            await SubjectsAsync($"from={IncidentDesk.Pipeline.Instants.Write(start.AddMinutes(-59))}&to={IncidentDesk.Pipeline.Instants.Write(start.AddMinutes(-57))}"),
            Is.EqualTo(new[] { "record-2", "record-1" }));
        var first = await admin.ReadAsync("/api/v1/audit?action=test.act&limit=2");
        Assert.That(await SubjectsAsync($"limit=2&cursor={first.Json!["nextCursor"]}"), Is.EqualTo(new[] { "record-2", "record-1" }));
        Assert.That(((JsonObject)first.Json["items"]![0]!).Select(member => member.Key), Is.EqualTo(new[]
        {
            "seq", "at", "actor", "action", "subject", "outcome", "address", "traceId", "hash", "previousHash",
        }));
        Assert.That(await RowsAsync("audit.open"), Has.Count.EqualTo(1), "reading the audit is in the audit");
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string action, Desk? of = null)
    {
        await (of ?? desk).Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        return await (of ?? desk).Database.ReadAsync(reading => reading.QueryAsync<string>(
            "SELECT subject || ' ' || outcome || ' ' || coalesce(address, '-') FROM audit WHERE action LIKE @action ORDER BY id", new { action }),
            CancellationToken.None);
    }
}
