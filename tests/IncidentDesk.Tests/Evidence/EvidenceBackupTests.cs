using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

public sealed class EvidenceBackupTests
{
    [Test]
    public async Task A_backup_carries_the_files_and_the_restored_desk_has_them_whole()
    {
        await using var desk = await Desk.StartAsync();
        var agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var incident = (string)(await agency.FileAsync(ExampleReport.Body())).Json!["number"]!;
        var added = (await agency.UploadAsync(incident, "nội dung gốc", "goc.txt")).Json!;
        var places = Directory.CreateTempSubdirectory("desk-evidence-").FullName;
        using var output = new StringWriter();
        var terminal = new Terminal(TextReader.Null, output, output);
        var into = Path.Combine(places, "restored");
        var connection = TestEngine.IsPostgres ? await (await PostgresServer.GetAsync()).CreateDatabaseAsync() : Path.Combine(into, "desk.db");

        Assert.That(await CommandLine.RunAsync([.. desk.Arguments, "backup", "--to", Path.Combine(places, "copy")], terminal), Is.Zero, output.ToString());
        Assert.That(await CommandLine.RunAsync(
            [$"--Data:Directory={into}", $"--Storage:Engine={TestEngine.Current}", $"--Storage:Connection={connection}", "restore", "--from", Path.Combine(places, "copy")],
            terminal), Is.Zero, output.ToString());

        var hash = (string)added["sha256"]!;
        Assert.That(await File.ReadAllTextAsync(Path.Combine(into, "evidence", hash[..2], hash[2..])), Is.EqualTo("nội dung gốc"));
        Directory.Delete(places, recursive: true);
    }
}
