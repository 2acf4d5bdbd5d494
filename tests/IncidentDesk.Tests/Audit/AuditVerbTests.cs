using IncidentDesk.Audit;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class AuditVerbTests
{
    private AuditScene scene = null!;
    private StringWriter output = null!, errors = null!;

    [SetUp]
    public async Task StartAsync()
    {
        (output, errors) = (new(), new());
        scene = await AuditScene.StartAsync();
        await scene.SealedAsync(5);
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    private string ExportFile => Path.Combine(scene.Directory, "audit.jsonl");

    [Test]
    public async Task A_whole_chain_is_exit_code_0_and_what_waits_is_named()
    {
        await scene.AppendAsync("waits");

        Assert.That(await RunAsync("audit", "verify"), Is.Zero, errors.ToString());
        Assert.That(output.ToString(), Does.Contain("6 sealed rows are whole").And.Contain("Not sealed yet").And.Contain("nguyên vẹn"));
    }

    [Test]
    public async Task A_broken_chain_is_exit_code_1_and_the_first_broken_row_is_named()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("UPDATE audit SET subject = 'other' WHERE seq IN (3, 5)");

        Assert.That(await RunAsync("audit", "verify"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("Row 3 (").And.Contain("Dòng 3 ("));
    }

    [Test]
    [OnlyOn("sqlite", "A server's columns hold nothing but what they were declared for.")]
    public async Task Bytes_in_the_place_of_text_are_a_broken_row_for_verify_and_for_export()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("UPDATE audit SET outcome = CAST(outcome AS BLOB) WHERE seq = 3");

        Assert.That(await RunAsync("audit", "verify"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("Row 3 (").And.Contain("outcome: blob").And.Contain("Dòng 3 ("));
        Assert.That(await RunAsync("audit", "export", ExportFile), Is.EqualTo(1));
        Assert.That(await File.ReadAllLinesAsync(ExportFile), Has.None.Contain("\"end\":"));
    }

    [Test]
    [OnlyOn("sqlite", "A server's columns hold nothing but what they were declared for.")]
    public async Task A_planted_row_that_nobody_can_seal_is_named_and_exit_code_1_and_what_is_sealed_is_exported_whole()
    {
        await scene.DropTriggersAsync();
        await scene.PlantAsync("'planted-1'", "x'00ff'");

        Assert.That(await RunAsync("audit", "verify"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("planted-1 (outcome: blob)").And.Contain("không thể niêm"));
        Assert.That(output.ToString(), Does.Not.Contain("Not sealed yet"));
        Assert.That(await RunAsync("audit", "export", ExportFile), Is.Zero, errors.ToString());
        Assert.That(await RunAsync("audit", "verify", "--file", ExportFile, "--key", scene.Place.Key), Is.Zero, errors.ToString());
    }

    [Test]
    public async Task A_chain_whose_anchors_are_all_gone_is_not_called_whole_unless_somebody_says_that_there_can_be_none()
    {
        foreach (var directory in scene.Place.Anchors)
            Directory.Delete(directory, recursive: true);

        Assert.That(await RunAsync("audit", "verify"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("no anchor is here").And.Contain("không có mốc neo").And.Contain("--without-anchors"));
        Assert.That(await RunAsync("audit", "verify", "--without-anchors"), Is.Zero);
    }

    [Test]
    public async Task A_tail_that_was_cut_with_the_newest_anchor_is_found_by_verify_and_nothing_is_sealed_after_it()
    {
        var end = (await scene.RowsAsync())[3];
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq >= 5");
        await scene.ExecuteAsync($"UPDATE audit_chain SET seq = 4, hash = '{end.Hash}'");
        foreach (var directory in scene.Place.Anchors)
        {
            File.Delete(Path.Combine(directory, "head"));
            await File.WriteAllTextAsync(Path.Combine(directory, "days"), Anchor.Of(AuditKey.Read(scene.Place.Key), await InstanceAsync(), 4, end.Hash!, scene.Clock.GetUtcNow()).Line + "\n");
        }

        Assert.That(await RunAsync("audit", "verify"), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("newest anchor").And.Contain("mốc neo mới nhất"));
        await scene.AppendAsync("later");
        var started = scene.SealerOf(scene.Place, "node-1");
        await started.TurnAsync(CancellationToken.None);
        Assert.That(started.Fault?.Word, Is.EqualTo("cut"));
    }

    private async Task<string> InstanceAsync() => await scene.Database.ReadAsync(
        reading => reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'"), CancellationToken.None) ?? "-";

    [Test]
    public async Task An_export_is_checked_anywhere_with_its_key_and_stands_in_the_audit()
    {
        Assert.That(await RunAsync("audit", "export", ExportFile), Is.Zero, errors.ToString());

        Assert.That(await RunAsync("audit", "verify", "--file", ExportFile, "--key", scene.Place.Key), Is.Zero, errors.ToString());
        var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(ExportFile)));
        Assert.That((await scene.RowsAsync()).Select(row => row.Outcome), Has.Some.EqualTo($"exported {sum}"));
        Assert.That(await RunAsync("audit", "verify", "--file", ExportFile), Is.EqualTo(1), "without the key nothing is proven");
        Assert.That(await RunAsync("audit", "export", ExportFile), Is.EqualTo(1), "a file that is there is not overwritten");
    }

    [Test]
    public async Task An_export_of_a_chain_that_was_cut_has_no_sealed_end_although_each_of_its_rows_is_true()
    {
        var before = (await scene.RowsAsync())[^2];
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq = 6");
        await scene.ExecuteAsync($"UPDATE audit_chain SET seq = 5, hash = '{before.Hash}'");

        Assert.That(await RunAsync("audit", "export", ExportFile), Is.EqualTo(1));

        var lines = await File.ReadAllLinesAsync(ExportFile);
        Assert.That(lines, Has.Length.EqualTo(5).And.None.Contain("\"end\":"));
        errors.GetStringBuilder().Clear();
        Assert.That(await RunAsync("audit", "verify", "--file", ExportFile, "--key", scene.Place.Key), Is.EqualTo(1));
        Assert.That(errors.ToString(), Does.Contain("no sealed end"));
    }

    [TestCase("edit")]
    [TestCase("delete")]
    [TestCase("reorder")]
    [TestCase("plant")]
    [TestCase("cut")]
    [TestCase("cut and keep the end")]
    [TestCase("garble")]
    [TestCase("twice")]
    [TestCase("unknown")]
    [TestCase("after the end")]
    public async Task An_export_that_was_tampered_with_is_found(string how)
    {
        await RunAsync("audit", "export", ExportFile);
        var lines = (await File.ReadAllLinesAsync(ExportFile)).ToList();
        switch (how)
        {
            case "edit":
                lines[2] = lines[2].Replace("subject-2", "subject-9", StringComparison.Ordinal);
                break;
            case "delete":
                lines.RemoveAt(2);
                break;
            case "reorder":
                (lines[2], lines[3]) = (lines[3], lines[2]);
                break;
            case "plant":
                lines.Insert(2, lines[2]);
                break;
            case "cut":
                lines.RemoveRange(4, lines.Count - 4);
                break;
            case "cut and keep the end":
                lines.RemoveAt(lines.Count - 2);
                break;
            case "twice":
                lines[2] = lines[2].Replace("\"actor\":", "\"actor\":\"zz\",\"actor\":", StringComparison.Ordinal);
                break;
            case "unknown":
                lines[2] = lines[2].Replace("{", "{\"x\":1,", StringComparison.Ordinal);
                break;
            case "after the end":
                lines.Add(lines[2]);
                break;
            default:
                lines[2] = "{";
                break;
        }
        await File.WriteAllLinesAsync(ExportFile, lines);

        Assert.That(await RunAsync("audit", "verify", "--file", ExportFile, "--key", scene.Place.Key), Is.EqualTo(1));
        Assert.That(errors.ToString(), Is.Not.Empty);
    }

    [Test]
    public async Task Rekey_goes_on_with_a_new_key_and_keeps_the_old_one_for_the_older_part()
    {
        Assert.That(await RunAsync("audit", "rekey"), Is.Zero, errors.ToString());

        await scene.SealedAsync(1);

        Assert.That(scene.Sealer.Fault, Is.Null);
        Assert.That(await RunAsync("audit", "verify"), Is.Zero, errors.ToString());
        Assert.That((await scene.RowsAsync()).Count(row => row.Action == AuditRow.KeyAction), Is.EqualTo(2));
    }

    [Test]
    public async Task Key_anchors_and_older_keys_are_in_no_backup()
    {
        await RunAsync("audit", "rekey");
        await scene.SealedAsync(1);
        var places = Directory.CreateTempSubdirectory("desk-audit-").FullName;
        try
        {
            Assert.That(await RunAsync("backup", "--to", Path.Combine(places, "copy")), Is.Zero, errors.ToString());
            var kept = Directory.EnumerateFiles(places, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
            Assert.That(kept, Has.None.EndsWith(".key").And.None.EqualTo("days").And.None.EqualTo("head"));
        }
        finally
        {
            Directory.Delete(places, recursive: true);
        }
    }

    private Task<int> RunAsync(params string[] words) => CommandLine.RunAsync(
    [
        $"--Data:Directory={scene.Directory}", $"--Storage:Engine={scene.Options.Engine}", $"--Storage:Connection={scene.Options.Connection}", .. words,
    ], new Terminal(TextReader.Null, output, errors));
}
