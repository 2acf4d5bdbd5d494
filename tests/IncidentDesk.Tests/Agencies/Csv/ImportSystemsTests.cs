using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies.Csv;

public sealed class ImportSystemsTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin report", await DeskPeople.AddAsync(desk, "quan", "admin")));
        await desk.AgencyAsync("SO-A");
        await desk.AgencyAsync("SO-B");
    }

    [TearDown]
    public Task StopAsync() => desk.DisposeAsync().AsTask();

    [Test]
    public async Task Systems_come_in_by_agency_and_code_and_go_out_as_they_came()
    {
        var done = await admin.ImportAsync("systems", """
            agency,code,name,level,personalData,sensitiveSubjects,provider
            SO-A,WEB,Cổng,2,basic,,=cmd|' /C calc'!A0
            SO-B,WEB,Trang tin,1,,10000,
            """);
        Assert.That(done.Lines(), Is.EqualTo(new[] { "2 SO-A/WEB added", "3 SO-B/WEB added" }), done.Json?.ToJsonString());

        var file = await admin.ExportAsync("systems");
        Assert.That(System.Text.Encoding.UTF8.GetString(file), Does.Contain(",'=cmd|").And.Not.Contain(",=cmd|"));
        Assert.That((await admin.ImportAsync("systems", file)).Lines(), Is.EqualTo(new[] { "2 SO-A/WEB unchanged", "3 SO-B/WEB unchanged" }));
        using var own = desk.Client(await desk.KeyAsync(await IdAsync("SO-A")));
        Assert.That(System.Text.Encoding.UTF8.GetString(await own.ExportAsync("systems")), Does.Contain("Cổng").And.Not.Contain("Trang tin"));
    }

    [Test]
    public async Task A_level_that_changes_loses_its_confirmation_as_by_the_door_and_another_field_does_not()
    {
        await admin.ImportAsync("systems", "agency,code,name,level\nSO-A,WEB,Cổng,2\n");
        using (var confirm = new HttpRequestMessage(HttpMethod.Put, "/api/v1/systems/WEB/level") { Content = new StringContent("""{"level":2,"reason":"x"}""", null, "application/json") })
        {
            confirm.Headers.TryAddWithoutValidation("If-Match", "*");
            Assert.That((await Wire.SendAsync(admin, confirm)).Code, Is.EqualTo(200));
        }

        Assert.That((await admin.ImportAsync("systems", "agency,code,provider\nSO-A,WEB,Nhà mạng\n")).Lines(), Is.EqualTo(new[] { "2 SO-A/WEB changed" }));
        var kept = (await admin.ReadAsync("/api/v1/systems/WEB")).Json!;
        Assert.That(((string?)kept["name"], kept["confirmed"] is null), Is.EqualTo(("Cổng", false)), "what the file has no column for stays");
        await admin.ImportAsync("systems", "agency,code,level\nSO-A,WEB,3\n");
        Assert.That((await admin.ReadAsync("/api/v1/systems/WEB")).Json!["confirmed"], Is.Null);
    }

    [Test]
    public async Task Figures_agencies_and_twice_the_same_are_judged_line_by_line()
    {
        var dry = await admin.ImportAsync("systems", """
            agency,code,name,level
            SO-A,A,A,6
            SO-A,B,B,three
            NOBODY,C,C,2
            SO-A,D,D,2
            SO-B,D,D,2
            SO-A,D,D,2
            ,E,E,2
            """, dry: true);
        Assert.That(dry.LineFaults(), Is.EqualTo(new[]
        {
            "2 /level out-of-range", "3 /level wrong-type", "4 /agency unknown-reference", "7 /code duplicate-field", "8 /agency required",
        }));
        Assert.That((await admin.ReadAsync("/api/v1/systems")).Json!["items"]!.AsArray(), Is.Empty);
    }

    private async Task<Guid> IdAsync(string code) => (Guid)(await admin.ReadAsync($"/api/v1/agencies/{code}")).Json!["id"]!;
}
