using IncidentDesk.Audit;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class AuditSealerTests
{
    private AuditScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await AuditScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task What_has_committed_is_numbered_and_chained_without_a_gap()
    {
        await scene.SealedAsync(3);
        await scene.SealedAsync(2);

        var rows = await scene.RowsAsync();
        Assert.That(rows.Select(row => row.Seq), Is.EqualTo(new long?[] { 1, 2, 3, 4, 5, 6 }));
        Assert.That(rows.Select(row => row.PreviousHash), Is.EqualTo(rows.Select(row => row.Hash).Prepend(AuditRow.Beginning).Take(6)));
        Assert.That(rows[0].Action, Is.EqualTo("audit.key"), "the first row says which key begins");
        Assert.That((await scene.VerifyAsync()).Broken, Is.Null);
    }

    [Test]
    public async Task More_rows_than_a_batch_are_sealed_in_one_turn()
    {
        await scene.Database.WriteAsync(async transaction =>
        {
            for (var n = 0; n < AuditSealer.Batch + 7; n++)
                await AuditTrail.AppendAsync(transaction, "desk", "test.act", $"{n}", "done", scene.Clock.GetUtcNow());
        }, CancellationToken.None);

        await scene.Sealer.TurnAsync(CancellationToken.None);

        var answer = await scene.VerifyAsync();
        Assert.That((answer.Rows, answer.Broken, answer.Unsealed.Count), Is.EqualTo(((long)AuditSealer.Batch + 8, (Broken?)null, 0)));
    }

    [Test]
    [OnlyOn("sqlite", "A server's columns hold nothing but what they were declared for.")]
    public async Task What_the_desk_never_writes_is_sealed_around_however_much_of_it_there_is()
    {
        await scene.SealedAsync(1);
        await scene.DropTriggersAsync();
        await scene.PlantAsync("CAST(x'00ff' AS TEXT)", "'no letters'");
        await scene.PlantAsync("x'01'", "'no text'");
        await scene.ExecuteAsync(
            $"""
            INSERT INTO audit (id, at, actor, action, subject, outcome)
            WITH RECURSIVE many (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM many WHERE n < {AuditSealer.Batch})
            SELECT '0000-' || n, 0, 'a', 'test.act', 'planted', x'00ff' FROM many
            """);

        await scene.SealedAsync(3);

        var answer = await scene.VerifyAsync();
        Assert.That((answer.Rows, answer.Broken, answer.Unsealed.Count), Is.EqualTo((5L, (Broken?)null, 0)));
        Assert.That(answer.Unsealable, Has.Count.EqualTo(100).And.Some.EqualTo("x'00FF' (id: bytes)").And.Some.EqualTo("0000-0 (outcome: blob)"));
    }

    [Test]
    public async Task With_nothing_to_seal_nothing_is_written()
    {
        await scene.SealedAsync(1);
        var ring = scene.Database.Bell.NextRing;

        await scene.Sealer.TurnAsync(CancellationToken.None);

        Assert.That(ring.IsCompleted, Is.False, "a commit rings the bell");
    }

    [Test]
    public async Task One_node_holds_the_chain_and_another_takes_over_when_it_is_gone()
    {
        await scene.SealedAsync(1);
        var other = scene.SealerOf(scene.Place, "node-2");
        await scene.AppendAsync("held");

        await other.TurnAsync(CancellationToken.None);
        Assert.That((await scene.VerifyAsync()).Unsealed, Has.Count.EqualTo(1), "the first one's lease has not run out");

        if (scene.Database.Engine == "postgres")
            await scene.ExecuteAsync("UPDATE audit_chain SET lease_until = 0");
        scene.Clock.Advance(TimeSpan.FromSeconds(11));
        await other.TurnAsync(CancellationToken.None);
        var answer = await scene.VerifyAsync();
        Assert.That((answer.Unsealed.Count, answer.Broken), Is.EqualTo((0, (Broken?)null)));
    }

    [Test]
    public async Task Two_nodes_at_once_make_one_chain()
    {
        var nodes = new[] { scene.Sealer, scene.SealerOf(scene.Place, "node-2") };
        for (var round = 0; round < 10; round++)
        {
            await scene.AppendAsync($"{round}");
            await scene.ExecuteAsync("UPDATE audit_chain SET lease_until = 0");
            await Task.WhenAll(nodes.Select(node => node.TurnAsync(CancellationToken.None)));
        }

        var answer = await scene.VerifyAsync();
        Assert.That((answer.Rows, answer.Broken), Is.EqualTo((11L, (Broken?)null)));
    }

    [Test]
    public async Task A_node_with_another_key_seals_nothing_and_says_so()
    {
        await scene.SealedAsync(1);
        var foreign = scene.Place with { Key = Path.Combine(scene.Directory, "other.key") };
        var other = scene.SealerOf(foreign, "node-1");
        await scene.AppendAsync("waits");

        await other.TurnAsync(CancellationToken.None);

        Assert.That(other.Fault?.Word, Is.EqualTo("key"));
        Assert.That((await scene.VerifyAsync()).Unsealed, Has.Count.EqualTo(1));
        File.Copy(scene.Place.Key, foreign.Key, overwrite: true);
        await other.TurnAsync(CancellationToken.None);
        Assert.That((other.Fault, (await scene.VerifyAsync()).Unsealed.Count), Is.EqualTo(((SealingFault?)null, 0)), "the right key is taken without a restart");
    }

    [Test]
    public async Task A_new_key_begins_with_a_row_that_says_so_and_the_older_part_needs_the_older_key()
    {
        await scene.SealedAsync(2);
        var old = Path.Combine(scene.Directory, "old.key");
        File.Move(scene.Place.Key, old);
        var fresh = AuditKey.Make(scene.Place.Key);
        AnchorBook.LayAside(scene.Place, fresh.Id);
        await scene.Database.WriteAsync(transaction => AuditChain.LetTakeOverAsync(transaction, fresh), CancellationToken.None);

        await scene.SealedAsync(1);

        Assert.That((await scene.RowsAsync()).Where(row => row.Action == "audit.key").Select(row => row.Seq), Is.EqualTo(new long?[] { 1, 4 }));
        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(1));
        Directory.CreateDirectory(scene.Place.FormerKeys);
        File.Copy(old, Path.Combine(scene.Place.FormerKeys, "old.key"));
        Assert.That((await scene.VerifyAsync()).Broken, Is.Null);
    }

    [Test]
    public async Task A_place_that_has_seen_more_does_not_go_on_from_an_older_end()
    {
        await scene.SealedAsync(3);
        await scene.DropTriggersAsync();
        var cut = (await scene.RowsAsync())[^2];
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq = 4");
        await scene.ExecuteAsync($"UPDATE audit_chain SET seq = 3, hash = '{cut.Hash}'");
        await scene.AppendAsync("would hide it");

        await scene.Sealer.TurnAsync(CancellationToken.None);

        Assert.That(scene.Sealer.Fault?.Word, Is.EqualTo("cut"));
        Assert.That((await scene.VerifyAsync()).Unsealed, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Each_day_leaves_a_line_beside_the_database()
    {
        await scene.SealedAsync(1);
        await scene.SealedAsync(1);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.SealedAsync(1);

        var days = await File.ReadAllLinesAsync(Path.Combine(scene.Place.Anchors[0], "days"));
        Assert.That(days.Select(line => Anchor.Parse(line)!.Seq), Is.EqualTo(new[] { 2, 4 }));
        Assert.That((await scene.VerifyAsync()).Anchors, Is.EqualTo(3));
    }

    [Test]
    public async Task A_line_that_a_power_cut_tore_costs_no_anchor_but_itself()
    {
        await scene.SealedAsync(1);
        var days = Path.Combine(scene.Place.Anchors[0], "days");
        await File.WriteAllTextAsync(days, (await File.ReadAllTextAsync(days))[..^20]);
        scene.Clock.Advance(TimeSpan.FromDays(1));
        await scene.SealedAsync(1);

        var lines = await File.ReadAllLinesAsync(days);
        Assert.That(lines.Select(line => Anchor.Parse(line)?.Seq), Is.EqualTo(new long?[] { null, 3 }));
        Assert.That((await scene.VerifyAsync()).Broken, Is.Null);
    }

    [Test]
    public void The_key_is_readable_by_its_owner_alone()
    {
        AuditKey.ReadOrMake(scene.Place.Key);

        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(scene.Place.Key), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(AuditKey.ReadOrMake(scene.Place.Key).Id, Is.EqualTo(AuditKey.Read(scene.Place.Key).Id));
    }
}
