using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations;

public sealed class RegisterVerbTests
{
    private Desk desk = null!;
    private StringWriter output = null!, errors = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (output, errors) = (new(), new());
        desk = await Desk.StartAsync();
        await desk.AgencyAsync("SO-A");
    }

    [TearDown]
    public async Task StopAsync()
    {
        await output.DisposeAsync();
        await errors.DisposeAsync();
        await desk.DisposeAsync();
    }

    private string Table => Path.Combine(desk.DataDirectory, "table.csv");

    [Test]
    public async Task A_register_goes_out_to_a_new_file_and_comes_back_unchanged()
    {
        Assert.That(await RunAsync("export", "agencies", Table), Is.Zero, errors.ToString());
        Assert.That(await File.ReadAllTextAsync(Table), Does.Contain("SO-A"));
        Assert.That(await RunAsync("export", "agencies", Table), Is.EqualTo(1), "a file that is there is not overwritten");
        Assert.That(await RunAsync("import", "agencies", Table), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("0 added, 0 changed, 1 unchanged").And.Contain("giữ nguyên 1"));
        Assert.That(await AuditAsync(), Is.EqualTo(new[] { "desk agency.export", "desk agency.import" }));
    }

    [Test]
    public async Task A_file_of_known_weaknesses_comes_in_and_what_is_none_is_refused()
    {
        await File.WriteAllTextAsync(Table, "#model_version:v1,score_date:2026-06-08T00:00:00+0000\ncve,epss,percentile\nCVE-2022-40684,0.944,0.999\n");
        Assert.That(await RunAsync("import", "epss", Table), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("Done: 1 of 2026-06-08").And.Contain("Đã nhập: 1"));
        Assert.That(await RunAsync("import", "kev", Table), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("CISA").And.Contain("Chưa ghi gì"));
        Assert.That(await RunAsync("export", "kev", Table), Is.EqualTo(2), "known weaknesses are no register");
    }

    [Test]
    public async Task A_dry_run_says_what_would_happen_and_a_refused_line_is_exit_code_1()
    {
        await File.WriteAllTextAsync(Table, "agency,code,name,level\nSO-A,WEB,Cổng,2\n");
        Assert.That(await RunAsync("import", "systems", Table, "--dry-run"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("2: added SO-A/WEB").And.Contain("Dry run: 1 added"));
        Assert.That(await SystemsAsync(), Is.Zero);

        Assert.That(await RunAsync("import", "systems", Table), Is.Zero, errors.ToString());
        Assert.That(await SystemsAsync(), Is.EqualTo(1));

        await File.AppendAllTextAsync(Table, "SO-A,X,X,9\nSO-A,Y,Y,2\n");
        foreach (var more in new string[][] { [], ["--dry-run"] })
        {
            errors.GetStringBuilder().Clear();
            Assert.That(await RunAsync(["import", "systems", Table, .. more]), Is.EqualTo(1));
            Assert.That(errors.ToString(), Does.Contain("/lines/3/level").And.Contain("từ 1 đến 5"));
        }
        Assert.That(await SystemsAsync(), Is.EqualTo(1));
        Assert.That(await RunAsync("import", "systems", Table + ".missing"), Is.EqualTo(1));
    }

    [TestCase("export", "people", "x.csv")]
    [TestCase("import", "agencies")]
    public async Task Another_register_or_no_file_is_exit_code_2(params string[] words) => Assert.That(await RunAsync(words), Is.EqualTo(2));

    private Task<int> RunAsync(params string[] words) =>
        CommandLine.RunAsync([.. desk.Arguments, .. words], new Terminal(TextReader.Null, output, errors));

    private Task<long> SystemsAsync() => desk.Database.ReadAsync(reading => reading.SingleAsync<long>("SELECT count(*) FROM systems"), CancellationToken.None);

    private Task<IReadOnlyList<string>> AuditAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT actor || ' ' || action FROM audit WHERE action LIKE 'agency.%' ORDER BY id"), CancellationToken.None);
}
