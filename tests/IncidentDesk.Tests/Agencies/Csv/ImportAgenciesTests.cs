using System.Text;
using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Shell;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies.Csv;

public sealed class ImportAgenciesTests
{
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin report"));
    }

    [TearDown]
    public Task StopAsync() => desk.DisposeAsync().AsTask();

    [Test]
    public async Task Children_may_stand_before_their_parents_and_the_wall_knows_them_at_once()
    {
        var province = await desk.AgencyAsync("TINH", kind: "province");
        var done = await admin.ImportAsync("agencies", """
            code;name;kind;parent
            TO;Tổ máy chủ;unit;PHONG
            PHONG;Phòng CNTT;unit;SO-YTE
            SO-YTE;Sở Y tế;department;TINH
            """);

        Assert.That(done.Lines(), Is.EqualTo(new[] { "2 TO added", "3 PHONG added", "4 SO-YTE added" }), done.Json?.ToJsonString());
        using var above = desk.Client(await desk.KeyAsync(province));
        Assert.That(await NamesAsync(above), Is.EqualTo(new[] { "Đơn vị TINH", "Phòng CNTT", "Sở Y tế", "Tổ máy chủ" }), "in the order of names: they have their place");
        Assert.That(await AuditAsync(), Is.EqualTo(new[] { "agency.add added", "agency.add added", "agency.add added", "agency.import added 3, changed 0, unchanged 0" }));
    }

    [Test]
    public async Task What_was_exported_comes_back_unchanged_and_writes_nothing()
    {
        await admin.ImportAsync("agencies", "code,name,kind,phone,email,validTo,successor\r\nA,\"Sở \"\"A\"\", Bắc\",department,+84 24 0000 0001,a@a.example,2027-01-01T00:00:00+07:00,B\r\nB,B,department,,,,\r\n");
        var file = await admin.ExportAsync("agencies");
        var audit = (await AuditAsync()).Count;

        var again = await admin.ImportAsync("agencies", file);
        Assert.That(again.Lines(), Is.EqualTo(new[] { "2 A unchanged", "3 B unchanged" }), again.Json?.ToJsonString());
        Assert.That((await AuditAsync()).Skip(audit), Is.EqualTo(new[] { "agency.import added 0, changed 0, unchanged 2" }));
        Assert.That((string?)(await admin.ReadAsync("/api/v1/agencies/A")).Json!["phone"], Is.EqualTo("+84 24 0000 0001"));
        Assert.That(await VersionAsync("A"), Is.EqualTo(1));
    }

    [TestCase("01/02/2026")]
    [TestCase("1/2/2026")]
    [TestCase("2026-02-01")]
    [TestCase("2026-02-01T00:00:00+07:00")]
    public async Task A_day_is_day_month_year_and_begins_at_midnight_in_the_zone_of_the_desk(string first)
    {
        Assert.That((await admin.ImportAsync("agencies", $"code,name,kind,validFrom\nA,A,unit,{first}\n")).Lines(), Is.EqualTo(new[] { "2 A added" }));
        Assert.That((string?)(await admin.ReadAsync("/api/v1/agencies/A")).Json!["validFrom"], Is.EqualTo("2026-01-31T17:00:00.000Z"));
        Assert.That((await admin.ImportAsync("agencies", $"code,name,kind,validFrom\nA,A,unit,{first}\n")).Lines(), Is.EqualTo(new[] { "2 A unchanged" }));
    }

    [TestCase("12/31/2026")]
    [TestCase("30/02/2026")]
    [TestCase("31/12/26")]
    [TestCase("31.12.2026")]
    [TestCase("01/02/2026 08:00")]
    [TestCase("mai")]
    public async Task A_day_that_cannot_be_read_in_one_way_is_refused_with_its_line_and_the_forms_that_can(string last)
    {
        var dry = await admin.ImportAsync("agencies", $"code,name,kind,validTo\nA,A,unit,2026-12-31\nB,B,unit,{last}\n", dry: true);

        Assert.That(dry.LineFaults(), Is.EqualTo(new[] { "3 /validTo bad-format" }));
        var said = dry.Json!["lines"]![1]!["errors"]![0]!;
        foreach (var part in new[] { last, "31/12/2026", "2026-12-31", "2026-11-20T16:45:00+07:00" })
            foreach (var language in new[] { "message", "messageVi" })
                Assert.That((string?)said[language], Does.Contain(part));
    }

    [Test]
    public async Task A_dry_run_says_what_would_change_and_writes_nothing()
    {
        await desk.AgencyAsync("SO-A");
        await desk.AgencyAsync("SO-B");
        var audit = await AuditAsync();
        var dry = await admin.ImportAsync("agencies", "code,name,phone\nSO-A,Tên mới,024 0000 0001\nSO-B,Đơn vị SO-B,\nSO-C,C,\n", dry: true);

        Assert.That(dry.Code, Is.EqualTo(200));
        Assert.That(dry.Lines(), Is.EqualTo(new[] { "2 SO-A changed", "3 SO-B unchanged", "4 SO-C refused" }));
        Assert.That(dry.LineFaults(), Is.EqualTo(new[] { "4 /kind required" }));
        Assert.That(
            dry.Json!["lines"]![0]!["changes"]!.AsArray().Select(one => $"{one!["field"]}: {one["old"]} -> {one["new"]}"),
            Is.EqualTo(new[] { "name: Đơn vị SO-A -> Tên mới", "phone:  -> 024 0000 0001" }));
        Assert.That(((int)dry.Json["added"]!, (int)dry.Json["changed"]!, (int)dry.Json["unchanged"]!, (int)dry.Json["refused"]!), Is.EqualTo((0, 1, 1, 1)));
        Assert.That((string?)(await admin.ReadAsync("/api/v1/agencies/SO-A")).Json!["name"], Is.EqualTo("Đơn vị SO-A"));
        Assert.That(await AuditAsync(), Is.EqualTo(audit));
    }

    [Test]
    public async Task One_refused_line_keeps_all_out_and_every_fault_is_said()
    {
        await desk.AgencyAsync("SO-A");
        var refused = await admin.ImportAsync("agencies", """
            code,name,kind,parent
            SO-A,Tên mới,department,
            so b,,ministry,
            SO-C,"Công văn số 12
            TỐI MẬT",department,NOBODY
            SO-D,D,department,SO-D
            SO-E,E,department,
            SO-E,E,department,
            SO-F,F
            """);

        Assert.That((refused.Code, refused.Faults), Is.EqualTo((400, (IReadOnlyList<string>)
        [
            "/lines/3/name required", "/lines/4/name state-secret-marking", "/lines/6/parent unknown-reference", "/lines/8/code duplicate-field", "/lines/9 malformed",
        ])), refused.Json?.ToJsonString());
        Assert.That((await admin.ReadAsync("/api/v1/agencies/SO-A")).Json!["name"]!.ToString(), Is.EqualTo("Đơn vị SO-A"));
        Assert.That((await admin.ReadAsync("/api/v1/agencies/SO-E")).Code, Is.EqualTo(404));
        Assert.That(await AuditAsync(), Is.Empty);

        var more = await admin.ImportAsync("agencies", "code,name,kind,parent\nso b, ,ministry,\nSO-C,C,department,NOBODY\n");
        Assert.That(more.Faults, Is.EquivalentTo(new[] { "/lines/2/code bad-format", "/lines/2/name too-short", "/lines/2/kind not-in-list", "/lines/3/parent unknown-reference" }));
    }

    [Test]
    public async Task Two_agencies_change_places_in_one_file_and_a_circle_is_refused()
    {
        await desk.AgencyAsync("A");
        await desk.AgencyAsync("B", "A");
        await desk.AgencyAsync("C", "B");
        Assert.That((await admin.ImportAsync("agencies", "code,parent\nA,C\n")).Faults, Is.EqualTo(new[] { "/lines/2/parent unknown-reference" }));
        Assert.That(
            (await admin.ImportAsync("agencies", "code,name,kind,parent\nX,X,unit,Y\nY,Y,unit,X\n")).Faults,
            Is.EqualTo(new[] { "/lines/2/parent unknown-reference", "/lines/3/parent unknown-reference" }));

        var turned = await admin.ImportAsync("agencies", "code,parent\nA,C\nB,\nC,B\n");
        Assert.That(turned.Lines(), Is.EqualTo(new[] { "2 A changed", "3 B changed", "4 C unchanged" }), turned.Json?.ToJsonString());
        var pairs = await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            """
            SELECT above.code || ' ' || below.code FROM agency_tree JOIN agencies above ON above.id = ancestor_id JOIN agencies below ON below.id = descendant_id
            ORDER BY 1
            """), CancellationToken.None);
        Assert.That(pairs, Is.EqualTo(new[] { "A A", "B A", "B B", "B C", "C A", "C C" }));
    }

    [TestCase("code,nmae\nA,x\n", "/columns/nmae unknown-field")]
    [TestCase("code,name,Name\nA,x,x\n", "/columns/name duplicate-field")]
    [TestCase("name,kind\nx,unit\n", "/columns/code required")]
    [TestCase("", " malformed")]
    public async Task A_file_with_other_columns_is_refused_as_a_whole_even_as_a_dry_run(string text, string fault)
    {
        foreach (var dry in new[] { true, false })
            Assert.That((await admin.ImportAsync("agencies", text, dry)).Faults, Is.EqualTo(new[] { fault }));
    }

    [Test]
    public async Task Names_are_stored_in_the_composed_form()
    {
        await admin.ImportAsync("agencies", "code,name,kind\nA,Sở Y tế,unit\n".Normalize(NormalizationForm.FormD));
        Assert.That((string?)(await admin.ReadAsync("/api/v1/agencies/A")).Json!["name"], Is.EqualTo("Sở Y tế"));
    }

    [Test]
    public async Task A_file_is_at_most_four_mebibytes_and_comes_as_a_table()
    {
        var large = await admin.ImportAsync("agencies", new string('x', (4 << 20) + 1), dry: true);
        Assert.That((large.Code, (string?)large.Json!["type"]), Is.EqualTo((413, "/problems/too-large")));
        Assert.That((await admin.PostAsync("/api/v1/agencies/import", "{}")).Code, Is.EqualTo(415));
        Assert.That((await admin.ImportAsync("agencies", "code,name,kind\nA," + new string('x', 2 << 20) + ",unit", dry: true)).LineFaults(), Is.EqualTo(new[] { "2 /name too-long" }));
    }

    [Test]
    public async Task Only_an_administrator_of_the_desk_brings_tables_in()
    {
        var agency = await desk.AgencyAsync("SO-A");
        foreach (var key in new[] { await desk.KeyAsync(null, "report read work approve"), await desk.KeyAsync(agency, "report admin") })
            Assert.That((await desk.Client(key).ImportAsync("agencies", "code\nSO-A\n", dry: true)).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task An_export_holds_what_the_caller_may_see_and_stands_in_the_audit()
    {
        var own = await desk.AgencyAsync("SO-A");
        await desk.AgencyAsync("SO-A-PHONG", "SO-A", "unit");
        await desk.AgencyAsync("SO-B");
        using var agency = desk.Client(await desk.KeyAsync(own));
        using var response = await agency.GetAsync("/api/v1/agencies/export");
        var text = await response.Content.ReadAsStringAsync();

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(response.Content.Headers.ContentDisposition!.ToString(), Does.StartWith("attachment; filename=agencies.csv"));
        Assert.That(
            text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')[0].TrimStart('\uFEFF')), Is.EqualTo(new[] { "code", "SO-A", "SO-A-PHONG" }));
        await desk.Services.GetRequiredService<AuditBook>().TurnAsync(CancellationToken.None);
        Assert.That((await AuditAsync()).Single(), Does.StartWith("agency.export exported 2 "));
        Assert.That(Encoding.UTF8.GetString(await admin.ExportAsync("agencies")), Does.Contain("SO-B"));
    }

    private static async Task<IEnumerable<string?>> NamesAsync(HttpClient client) =>
        (await client.ReadAsync("/api/v1/agencies?sort=name")).Json!["items"]!.AsArray().Select(one => (string?)one!["name"]);

    private async Task<int> VersionAsync(string code) => (int)(await admin.ReadAsync($"/api/v1/agencies/{code}")).Json!["version"]!;

    private Task<IReadOnlyList<string>> AuditAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT action || ' ' || outcome FROM audit WHERE action LIKE 'agency.%' ORDER BY id"), CancellationToken.None);
}
