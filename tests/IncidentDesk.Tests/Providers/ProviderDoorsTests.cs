using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Providers;

public sealed class ProviderDoorsTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!, agency = null!, other = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("TINH", kind: "province");
        var (first, second) = (await desk.AgencyAsync("SO-YTE", "TINH"), await desk.AgencyAsync("SO-GDDT", "TINH"));
        await desk.SystemAsync(first, "SO-YTE-CTTDT", 3);
        await desk.SystemAsync(first, "SO-YTE-HSSK", 3);
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
        await desk.PersonAsync("lan", "reporter", "SO-YTE");
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = 'lan'"), CancellationToken.None);
        (agency, other) = (desk.Client(await desk.KeyAsync(first, "report", person)), desk.Client(await desk.KeyAsync(second)));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task An_agency_without_a_word_is_a_gap_and_none_must_be_said_by_a_person()
    {
        Assert.That(await StateAsync("SO-YTE"), Is.EqualTo("uncovered"));
        var machine = desk.Client(await desk.KeyAsync(null, "work"));
        Assert.That((string?)(await machine.PutAsync("/api/v1/providers/none/SO-YTE", """{"reason":"x"}""")).Json!["code"], Is.EqualTo("needs-a-person"));
        var said = await agency.PutAsync("/api/v1/providers/none/SO-YTE", """{"reason":"Chưa có kinh phí"}""");
        Assert.That((said.Code, (string)said.Json!["state"]!, (string)said.Json["none"]!["reason"]!), Is.EqualTo((200, "none", "Chưa có kinh phí")));
        Assert.That((await agency.PutAsync("/api/v1/providers/none/SO-GDDT", """{"reason":"x"}""")).Code, Is.EqualTo(404), "another agency's");

        var id = await AddAsync();
        await CommitAsync(id);

        Assert.That(await StateAsync("SO-YTE"), Is.EqualTo("covered"), "a commitment ends the word of none");
        Assert.That((string)(await agency.PutAsync("/api/v1/providers/none/SO-YTE", """{"reason":"x"}""")).Json!["code"]!, Is.EqualTo("provider-committed"));
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/providers/none/SO-YTE");
        Assert.That((await Wire.SendAsync(agency, request)).Code, Is.EqualTo(200));
    }

    [Test]
    public async Task Commitments_that_end_soon_are_over_or_leave_days_between_are_told_with_their_days()
    {
        var id = await AddAsync();
        await CommitAsync(id, from: "2026-01-01", to: "2026-12-15");
        Assert.That(await StateAsync("SO-YTE"), Is.EqualTo("ending"));
        await CommitAsync(id, from: "2026-12-20", to: "2027-12-31");
        var item = await ItemAsync("SO-YTE");
        Assert.That(((string)item["state"]!, item["findings"]!.ToJsonString()), Is.EqualTo(("gap", """[{"kind":"gap","from":"2026-12-16","to":"2026-12-19"}]""")));
        var commitment = (string)(await lead.ReadAsync($"/api/v1/providers/{id}")).Json!["commitments"]![0]!["id"]!;
        Assert.That((await lead.PutAsync($"/api/v1/providers/{id}/commitments/{commitment}/end", """{"on":"2025-01-01","reason":"x"}""")).Faults, Is.EqualTo(new[] { "/on out-of-range" }));
        Assert.That((await lead.PutAsync($"/api/v1/providers/{id}/commitments/{commitment}/end", """{"on":"2026-10-31","reason":"Chấm dứt hợp đồng"}""")).Code, Is.EqualTo(200));
        Assert.That((await ItemAsync("SO-YTE"))["findings"]!.ToJsonString(), Does.Contain("2026-11-01"));
        Assert.That((await lead.ReadAsync("/api/v1/providers/coverage?state=gap")).Json!["items"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_commitment_for_named_systems_leaves_the_others_open()
    {
        await CommitAsync(await AddAsync(), systems: "SO-YTE-CTTDT");
        Assert.That((await ItemAsync("SO-YTE"))["uncoveredSystems"]!.ToJsonString(), Is.EqualTo("""["SO-YTE-HSSK"]"""));
        var wrong = await lead.PostAsync($"/api/v1/providers/{await AddAsync("Công ty B")}/commitments", Commitment("SO-GDDT", "2026-01-01", null, "SO-YTE-CTTDT"));
        Assert.That(wrong.Faults, Is.EqualTo(new[] { "/systems/0 unknown-reference" }), "a system of another agency");
    }

    [Test]
    public async Task A_contact_warns_until_a_person_tried_it_and_again_after_twelve_months()
    {
        var id = await AddAsync();
        Assert.That((await lead.PostAsync($"/api/v1/providers/{id}/contacts", """{"name":"Trực","channel":"phone","value":"không có số"}""")).Faults, Is.EqualTo(new[] { "/value bad-format" }));
        var added = await lead.PostAsync($"/api/v1/providers/{id}/contacts", """{"name":"Trực sự cố","channel":"phone","value":"024 0000 0055"}""");
        var contact = added.Json!["contacts"]![0]!;
        Assert.That(((string)contact["value"]!, (string)contact["warning"]!), Is.EqualTo(("+842400000055", "never-verified")));
        Assert.That((await lead.PutAsync($"/api/v1/providers/{id}/contacts/{contact["id"]}/check", "{}", "\"1\"")).Code, Is.EqualTo(412));
        var tried = await lead.PutAsync($"/api/v1/providers/{id}/contacts/{contact["id"]}/check", "{}");
        Assert.That((tried.Code, (string?)tried.Json!["contacts"]![0]!["warning"]), Is.EqualTo((200, (string?)null)));
        clock.Jump(TimeSpan.FromDays(370));
        Assert.That((string?)(await lead.ReadAsync($"/api/v1/providers/{id}")).Json!["contacts"]![0]!["warning"], Is.EqualTo("stale"));
    }

    [Test]
    public async Task The_same_body_under_another_spelling_is_not_entered_twice()
    {
        var id = await AddAsync();
        var again = await lead.PostAsync("/api/v1/providers", """{"name":"CÔNG TY AN NINH MẠNG MẪU"}""");
        Assert.That((again.Code, (string)again.Json!["code"]!, (string)again.Json["existing"]!["id"]!), Is.EqualTo((409, "provider-known", id)));
        Assert.That((await lead.PutAsync($"/api/v1/providers/{id}", """{"name":"Công ty An ninh mạng Mẫu","note":"đổi tên"}""")).Code, Is.EqualTo(200));
        Assert.That((await lead.PostAsync("/api/v1/providers", """{"name":"…"}""")).Faults, Is.EqualTo(new[] { "/name bad-format" }));
    }

    [Test]
    public async Task An_agency_sees_its_own_providers_and_commitments_alone()
    {
        var id = await AddAsync();
        await CommitAsync(id);
        await CommitAsync(id, "TINH");
        Assert.That((await other.ReadAsync($"/api/v1/providers/{id}")).Code, Is.EqualTo(404));
        Assert.That((await other.ReadAsync("/api/v1/providers")).Json!["items"]!.AsArray(), Is.Empty);
        Assert.That((await agency.ReadAsync($"/api/v1/providers/{id}")).Json!["commitments"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await other.ReadAsync("/api/v1/providers/coverage")).Json!.ToJsonString(), Does.Not.Contain("SO-YTE"));
        Assert.That((await agency.PostAsync("/api/v1/providers", """{"name":"x"}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task The_page_of_an_incident_says_whom_to_reach_and_the_page_of_providers_shows_the_gap()
    {
        var id = await AddAsync();
        await CommitAsync(id, systems: "SO-YTE-CTTDT");
        await lead.PostAsync($"/api/v1/providers/{id}/contacts", """{"name":"Trực sự cố","channel":"mail","value":"truc@nhacungcap.example"}""");
        var report = ExampleReport.Ordinary();
        report["system"] = "SO-YTE-CTTDT";
        var (with, without) = ((string)(await agency.FileAsync(report)).Json!["number"]!, (string)(await agency.FileAsync(ExampleReport.Ordinary())).Json!["number"]!);
        using var person = await Visitor.SignedInAsync(desk, "truc1", "responder");
        Assert.That((await person.PageAsync($"/incidents/{with}")).Body!.TextContent, Does.Contain("truc@nhacungcap.example").And.Contain("chưa ai xác minh"));
        Assert.That((await person.PageAsync($"/incidents/{without}")).Body!.TextContent, Does.Not.Contain("truc@nhacungcap.example"), "the commitment names another system");
        var page = await person.PageAsync("/providers");
        Assert.That(page.Body!.TextContent, Does.Contain("chưa ai ghi là không có").And.Contain("Hệ thống chưa có cam kết: SO-YTE-HSSK"));
        using var added = await person.SubmitAsync(page, "#add-provider", ("name", "Công ty Thứ hai"));
        var address = added.Headers.Location!.ToString();
        using var contact = await person.SubmitAsync(address, "#add-contact", ("name", "Trực"), ("channel", "phone"), ("purpose", "incident"), ("value", "024 0000 0056"));
        using var committed = await person.SubmitAsync(address, "#add-commitment", ("agency", "SO-GDDT"), ("document", "01/HĐ"), ("services", "monitoring"), ("hours", "24x7"), ("from", "2026-01-01"));
        Assert.That((await person.PageAsync(address)).Body!.TextContent, Does.Contain("+842400000056").And.Contain("Đơn vị SO-GDDT"));
        Assert.That(await StateAsync("SO-GDDT"), Is.EqualTo("covered"));
        using var none = await person.SubmitAsync("/providers", "#say-none", ("agency", "TINH"), ("reason", "Tự vận hành"));
        Assert.That(await StateAsync("TINH"), Is.EqualTo("none"));
    }

    private async Task<string> AddAsync(string name = "Công ty An ninh mạng Mẫu")
    {
        var added = await lead.PostAsync("/api/v1/providers", new JsonObject { ["name"] = name }.ToJsonString());
        Assert.That(added.Code, Is.EqualTo(201), added.Json?.ToJsonString());
        return (string)added.Json!["id"]!;
    }

    private static string Commitment(string code, string from, string? to, string? systems) => new JsonObject
    {
        ["agency"] = code, ["document"] = "12/2026/HĐ-ATTT", ["services"] = new JsonArray("monitoring", "response"), ["from"] = from, ["to"] = to,
        ["systems"] = systems is null ? null : new JsonArray(systems),
    }.ToJsonString();

    private async Task CommitAsync(string id, string code = "SO-YTE", string from = "2026-01-01", string? to = null, string? systems = null)
    {
        var answer = await lead.PostAsync($"/api/v1/providers/{id}/commitments", Commitment(code, from, to, systems));
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
    }

    private async Task<JsonNode> ItemAsync(string code) =>
        (await lead.ReadAsync("/api/v1/providers/coverage")).Json!["items"]!.AsArray().Single(item => (string)item!["agency"]! == code)!;

    private async Task<string> StateAsync(string code) => (string)(await ItemAsync(code))["state"]!;
}
