using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies.Csv;

public sealed class ImportProductsTests
{
    private const string Head = "agency,system,product,version,hosts\n";

    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync();
        admin = desk.Client(await desk.KeyAsync(null, "admin report", await DeskPeople.AddAsync(desk, "quan", "admin")));
        await desk.SystemAsync(await desk.AgencyAsync("SO-A"), "WEB", 2);
        await admin.ImportAsync("products", Head + "SO-A,WEB,fortios,7.0,500\n");
    }

    [TearDown]
    public Task StopAsync() => desk.DisposeAsync().AsTask();

    [TestCase("FortiOS,7.0")]
    [TestCase("Forti OS, 7.0 ")]
    [TestCase("FORTI-OS,7.0")]
    public async Task A_product_that_stands_under_another_spelling_is_changed_and_the_dry_run_shows_its_hosts(string written)
    {
        var text = $"{Head}SO-A,WEB,{written},3\n";
        foreach (var dry in new[] { true, false })
        {
            var answer = await admin.ImportAsync("products", text, dry);
            Assert.That(((int)answer.Json!["added"]!, (int)answer.Json["changed"]!), Is.EqualTo((0, 1)), answer.Json.ToJsonString());
            Assert.That(answer.Lines(), Is.EqualTo(new[] { $"2 SO-A/WEB/{written.Replace(',', '/')} changed" }), "it is called as it was written");
            Assert.That(
                answer.Json["lines"]![0]!["changes"]!.AsArray().Select(one => $"{one!["field"]}: {one["old"]} -> {one["new"]}"), Has.Member("hosts: 500 -> 3").And.None.StartsWith("version"));
            Assert.That(await HostsAsync(), Is.EqualTo(new long[] { dry ? 500 : 3 }));
        }
    }

    [Test]
    public async Task A_file_without_the_column_leaves_the_hosts_as_they_are_whatever_the_spelling()
    {
        var answer = await admin.ImportAsync("products", "agency,system,product,version\nSO-A,WEB,FortiOS,7.0\n");

        Assert.That(answer.Lines(), Is.EqualTo(new[] { "2 SO-A/WEB/FortiOS/7.0 changed" }));
        Assert.That(await HostsAsync(), Is.EqualTo(new long[] { 500 }));
    }

    [Test]
    public async Task Two_lines_of_one_product_are_refused_as_its_door_refuses_them_and_another_version_is_another()
    {
        var text = Head + "SO-A,WEB,WordPress,6.4,1\nSO-A,WEB,word press, 6.4,2\nSO-A,WEB,WordPress,6.5,1\nSO-A,WEB,???,1,1\nSO-A,WEB,!!!,1,1\n";

        var dry = await admin.ImportAsync("products", text, dry: true);

        Assert.That(dry.LineFaults(), Is.EqualTo(new[] { "3 /version duplicate-field", "5 /product bad-format", "6 /product bad-format" }));
        Assert.That((await admin.ImportAsync("products", text)).Code, Is.EqualTo(400));
        Assert.That(await HostsAsync(), Is.EqualTo(new long[] { 500 }));
    }

    [Test]
    public async Task A_name_or_version_that_is_no_text_is_refused_on_its_line()
    {
        var dry = await admin.ImportAsync("products", Head + "SO-A,WEB,Forti\uFFFE,1,1\nSO-A,WEB,FortiOS,7.0\uFFFE,1\n", dry: true);

        Assert.That(dry.LineFaults(), Is.EqualTo(new[] { "2 /product forbidden-character", "3 /version forbidden-character" }));
    }

    [Test]
    public async Task What_was_exported_comes_back_unchanged()
    {
        var file = await admin.ExportAsync("products");

        Assert.That(Encoding.UTF8.GetString(file), Does.Contain("SO-A,WEB,fortios,7.0,500"));
        Assert.That((await admin.ImportAsync("products", file)).Lines(), Is.EqualTo(new[] { "2 SO-A/WEB/fortios/7.0 unchanged" }));
    }

    private Task<IReadOnlyList<long>> HostsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<long>("SELECT hosts FROM system_products ORDER BY product_key, version"), CancellationToken.None);
}
