using System.Net.Http.Headers;
using System.Text;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies;

public sealed class AgencyDoorsTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin"));
    }

    [TearDown]
    public async Task StopAsync()
    {
        admin.Dispose();
        await desk.DisposeAsync();
    }

    [Test]
    public async Task An_agency_that_was_entered_is_there_with_its_parent_and_its_version()
    {
        await AddAsync("TINH", "province");
        var added = await AddAsync("SO-YTE", "department", "TINH");
        Assert.That((added.Code, added.Header("ETag")), Is.EqualTo((201, "\"1\"")));
        Assert.That(added.Response.Headers.Location!.ToString(), Is.EqualTo("/api/v1/agencies/SO-YTE"));

        var shown = await admin.ReadAsync($"/api/v1/agencies/{added.Json!["id"]}");
        Assert.That((string?)shown.Json!["parent"], Is.EqualTo("TINH"));
        Assert.That((string?)shown.Json!["jurisdiction"], Is.EqualTo("civil"));
    }

    [Test]
    public async Task An_agency_sees_itself_and_those_below_it_and_nobody_else()
    {
        var province = await desk.AgencyAsync("TINH", kind: "province");
        await AddAsync("SO-YTE", "department", "TINH");
        await AddAsync("SO-GDDT", "department", "TINH");
        await AddAsync("BV", "unit", "SO-YTE");
        using var above = desk.Client(await desk.KeyAsync(province));
        using var health = desk.Client(await desk.KeyAsync(await IdAsync("SO-YTE")));

        Assert.That(await CodesAsync(above), Is.EqualTo(new[] { "BV", "SO-GDDT", "SO-YTE", "TINH" }));
        Assert.That(await CodesAsync(health), Is.EqualTo(new[] { "BV", "SO-YTE" }));
        Assert.That((await health.ReadAsync("/api/v1/agencies/SO-GDDT")).Code, Is.EqualTo(404));
    }

    [Test]
    public async Task An_agency_that_moves_takes_what_stands_below_it_along()
    {
        await AddAsync("TINH", "province");
        await AddAsync("SO-A", "department", "TINH");
        await AddAsync("SO-B", "department", "TINH");
        await AddAsync("PHONG", "unit", "SO-A");
        await AddAsync("TO", "unit", "PHONG");
        using var before = desk.Client(await desk.KeyAsync(await IdAsync("SO-A")));
        using var after = desk.Client(await desk.KeyAsync(await IdAsync("SO-B")));

        Assert.That((await ChangeAsync("PHONG", "unit", "SO-B", "\"1\"")).Code, Is.EqualTo(200));
        Assert.That(await CodesAsync(before), Is.EqualTo(new[] { "SO-A" }));
        Assert.That(await CodesAsync(after), Is.EqualTo(new[] { "PHONG", "SO-B", "TO" }));

        var pairs = await desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM agency_tree"), CancellationToken.None);
        Assert.That(pairs, Is.EqualTo(1 + 2 + 2 + 3 + 4), "each agency with all above it and itself");
    }

    [Test]
    public async Task An_agency_cannot_stand_below_itself()
    {
        await AddAsync("TINH", "province");
        await AddAsync("SO-A", "department", "TINH");
        Assert.That((await ChangeAsync("TINH", "province", "SO-A", "*")).Faults, Is.EqualTo(new[] { "/parent unknown-reference" }));
        Assert.That((await ChangeAsync("TINH", "province", "TINH", "*")).Faults, Is.EqualTo(new[] { "/parent unknown-reference" }));
    }

    [Test]
    public async Task A_code_that_is_taken_is_a_conflict_that_names_what_stands()
    {
        var first = await AddAsync("SO-A", "department");
        var second = await AddAsync("SO-A", "commune");
        Assert.That((second.Code, (string?)second.Json!["code"]), Is.EqualTo((409, "idempotency-conflict")));
        Assert.That((string?)second.Json!["existing"]!["id"], Is.EqualTo((string?)first.Json!["id"]));
    }

    [Test]
    public async Task A_change_needs_the_version_that_stands()
    {
        await AddAsync("SO-A", "department");
        Assert.That((await ChangeAsync("SO-A", "department", null, null)).Code, Is.EqualTo(428));
        Assert.That((await ChangeAsync("SO-A", "department", null, "\"7\"")).Code, Is.EqualTo(412));
        Assert.That((await ChangeAsync("SO-A", "department", null, "\"1\"")).Header("ETag"), Is.EqualTo("\"2\""));
    }

    [Test]
    public async Task Everything_wrong_with_an_agency_is_said_at_once()
    {
        var refused = await admin.PostAsync(
            "/api/v1/agencies", """{"code":"so y","name":" ","kind":"ministry","phone":"12","email":"a@b, c@d"}""");
        Assert.That(refused.Faults, Is.EquivalentTo(new[]
        {
            "/code bad-format", "/name too-short", "/kind not-in-list", "/phone bad-format", "/email bad-format",
        }));
        Assert.That((await AddAsync("SO-A", "department", "NOBODY")).Faults, Is.EqualTo(new[] { "/parent unknown-reference" }));
    }

    [Test]
    public async Task Only_an_administrator_of_the_desk_enters_agencies()
    {
        var agency = await desk.AgencyAsync("SO-A");
        using var worker = desk.Client(await desk.KeyAsync(null, "report read work approve"));
        using var ofAgency = desk.Client(await desk.KeyAsync(agency, "report admin"));
        foreach (var client in new[] { worker, ofAgency })
            Assert.That((await client.PostAsync("/api/v1/agencies", """{"code":"X","name":"X","kind":"unit"}""")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task A_report_may_name_an_agency_the_moment_it_was_entered()
    {
        using var reporter = desk.Client(await desk.KeyAsync(null));
        var body = ExampleReport.Ordinary("SO-MOI");
        Assert.That((await reporter.FileAsync(body)).Faults, Is.EqualTo(new[] { "/agency unknown-reference" }));
        await AddAsync("SO-MOI", "department");
        Assert.That((await reporter.FileAsync(body)).Code, Is.EqualTo(201));
    }

    [Test]
    public async Task A_list_of_agencies_goes_on_where_the_page_ended()
    {
        foreach (var code in new[] { "C", "A", "B" })
            await AddAsync(code, "unit");
        var first = await admin.ReadAsync("/api/v1/agencies?limit=2");
        var second = await admin.ReadAsync($"/api/v1/agencies?limit=2&cursor={first.Json!["nextCursor"]}");
        Assert.That(Codes(first).Concat(Codes(second)), Is.EqualTo(new[] { "A", "B", "C" }));
        Assert.That(second.Json!["nextCursor"], Is.Null);
    }

    private Task<Answer> AddAsync(string code, string kind, string? parent = null) =>
        admin.PostAsync("/api/v1/agencies", Body(code, kind, parent));

    private async Task<Answer> ChangeAsync(string code, string kind, string? parent, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/agencies/{code}")
        {
            Content = new StringContent(Body(code, kind, parent), Encoding.UTF8, "application/json"),
        };
        if (version is not null)
            request.Headers.IfMatch.Add(version == "*" ? EntityTagHeaderValue.Any : new(version));
        return await Wire.SendAsync(admin, request);
    }

    private static string Body(string code, string kind, string? parent) =>
        $$"""{"code":"{{code}}","name":"Đơn vị {{code}}","kind":"{{kind}}","parent":{{(parent is null ? "null" : $"\"{parent}\"")}}}""";

    private async Task<Guid> IdAsync(string code) => (Guid)(await admin.ReadAsync($"/api/v1/agencies/{code}")).Json!["id"]!;

    private static async Task<IEnumerable<string?>> CodesAsync(HttpClient client) => Codes(await client.ReadAsync("/api/v1/agencies"));

    private static IEnumerable<string?> Codes(Answer answer) => answer.Json!["items"]!.AsArray().Select(one => (string?)one!["code"]);
}
