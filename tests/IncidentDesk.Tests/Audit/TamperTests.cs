using IncidentDesk.Audit;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

/// <summary>Every way of making the audit lie, done on a real database with its triggers dropped.</summary>
public sealed class TamperTests
{
    private AuditScene scene = null!;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await AuditScene.StartAsync();
        await scene.SealedAsync(6);
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [TestCase("UPDATE audit SET outcome = 'refused' WHERE seq = 4")]
    [TestCase("UPDATE audit SET seq = NULL, hash = NULL, previous_hash = NULL WHERE seq = 4")]
    [TestCase("DELETE FROM audit WHERE seq = 4")]
    [TestCase("INSERT INTO audit (id, seq, at, actor, action, subject, outcome, hash, previous_hash) VALUES ('x', 99, 0, 'a', 'b', 'c', 'd', 'e', 'f')")]
    public void The_database_itself_refuses_to_change_what_is_sealed(string sql) =>
        Assert.That(() => scene.ExecuteAsync(sql), Throws.Exception);

    [Test]
    public async Task A_row_that_waits_for_its_seal_is_neither_changed_nor_deleted()
    {
        await scene.AppendAsync("waits");

        Assert.That(() => scene.ExecuteAsync("UPDATE audit SET subject = 'other' WHERE seq IS NULL"), Throws.Exception);
        Assert.That(() => scene.ExecuteAsync("UPDATE audit SET subject = 'other', seq = 99, hash = 'x', previous_hash = 'y' WHERE seq IS NULL"), Throws.Exception);
        Assert.That(() => scene.ExecuteAsync("DELETE FROM audit WHERE seq IS NULL"), Throws.Exception);
        if (scene.Database.Engine == "sqlite")
            Assert.That(() => scene.ExecuteAsync("INSERT OR REPLACE INTO audit SELECT id, NULL, 0, 'a', 'b', 'c', 'd', NULL, NULL, NULL, NULL FROM audit WHERE seq = 3"), Throws.Exception);
        else
            Assert.That(() => scene.ExecuteAsync("TRUNCATE audit"), Throws.Exception);
    }

    [Test]
    public async Task A_tail_that_was_cut_under_another_name_of_the_desk_is_found_and_its_anchor_stays()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("UPDATE desk_facts SET value = 'another' WHERE name = 'instance'");
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq > 4");
        await scene.ExecuteAsync("UPDATE audit_chain SET seq = 4, hash = (SELECT hash FROM audit WHERE seq = 4)");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(5));
        var restarted = scene.SealerOf(scene.Place, "node-1");
        await restarted.TurnAsync(CancellationToken.None);
        Assert.That(restarted.Fault?.Word, Is.EqualTo("cut"));
        await scene.ExecuteAsync("UPDATE desk_facts SET value = 'as before' WHERE name = 'instance'");
        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(5));
    }

    [TestCase(0)]
    [TestCase(-3)]
    public async Task A_row_planted_before_the_beginning_is_found(long seq)
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync(
            $"INSERT INTO audit (id, seq, at, actor, action, subject, outcome, hash, previous_hash) VALUES ('x', {seq}, 0, 'a', 'b', 'c', 'd', 'e', 'f')");

        Assert.That((await scene.VerifyAsync()).Broken?.Text, Does.Contain("outside of it"));
    }

    [TestCase("at", "at + 1")]
    [TestCase("actor", "'person:other'")]
    [TestCase("action", "'test.other'")]
    [TestCase("subject", "subject || '0'")]
    [TestCase("outcome", "'refused'")]
    [TestCase("address", "NULL")]
    [TestCase("trace_id", "''")]
    [TestCase("id", "'0193d8a0-0000-7000-8000-000000000000'")]
    [TestCase("hash", "previous_hash")]
    [TestCase("previous_hash", "hash")]
    public async Task An_edited_row_is_found_and_named(string column, string value)
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync($"UPDATE audit SET {column} = {value} WHERE seq = 4");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(4));
    }

    [Test]
    public async Task A_deleted_row_is_found_and_named()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq = 4");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(4));
    }

    [Test]
    public async Task A_deleted_row_whose_place_was_closed_up_is_found_too()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq = 4");
        foreach (var seq in new[] { 5, 6, 7 })
            await scene.ExecuteAsync($"UPDATE audit SET seq = {seq - 1} WHERE seq = {seq}");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(4));
    }

    [Test]
    public async Task Two_rows_that_changed_places_are_found()
    {
        await scene.DropTriggersAsync();
        foreach (var (from, to) in new[] { (3, 99), (4, 3), (99, 4) })
            await scene.ExecuteAsync($"UPDATE audit SET seq = {to} WHERE seq = {from}");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(3));
    }

    [Test]
    public async Task A_planted_row_is_found()
    {
        await scene.DropTriggersAsync();
        foreach (var seq in new[] { 7, 6, 5, 4 })
            await scene.ExecuteAsync($"UPDATE audit SET seq = {seq + 1} WHERE seq = {seq}");
        await scene.ExecuteAsync(
            "INSERT INTO audit (id, seq, at, actor, action, subject, outcome, previous_hash, hash) SELECT 'planted', 4, at, actor, action, subject, 'planted', hash, hash FROM audit WHERE seq = 3");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(4));
    }

    [Test]
    public async Task A_row_planted_at_the_end_is_found()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync(
            "INSERT INTO audit (id, seq, at, actor, action, subject, outcome, previous_hash, hash) SELECT 'planted', 8, at, actor, action, subject, 'planted', hash, hash FROM audit WHERE seq = 7");

        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(8));
    }

    [Test]
    public async Task A_cut_tail_is_found_by_where_the_chain_should_end()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq >= 6");

        Assert.That((await scene.VerifyAsync(anchors: false)).Broken?.Seq, Is.EqualTo(6));
    }

    [Test]
    public async Task A_cut_tail_is_found_by_the_anchors_also_where_the_end_was_made_to_fit()
    {
        await scene.DropTriggersAsync();
        var end = (await scene.RowsAsync())[4];
        await scene.ExecuteAsync("DELETE FROM audit WHERE seq >= 6");
        await scene.ExecuteAsync($"UPDATE audit_chain SET seq = 5, hash = '{end.Hash}'");

        Assert.That((await scene.VerifyAsync(anchors: false)).Broken, Is.Null, "nothing inside the database shows it");
        Assert.That((await scene.VerifyAsync()).Broken?.Seq, Is.EqualTo(6));
    }

    [Test]
    public async Task An_audit_that_was_emptied_and_begun_anew_is_found_by_the_anchors()
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync("DELETE FROM audit");
        await scene.ExecuteAsync($"UPDATE audit_chain SET seq = 0, key_id = NULL, hash = '{AuditRow.Beginning}'");

        Assert.That((await scene.VerifyAsync()).Broken, Is.Not.Null);
    }

    [Test]
    public async Task A_changed_anchor_is_found()
    {
        var days = Path.Combine(scene.Place.Anchors[0], "days");
        await File.WriteAllTextAsync(days, (await File.ReadAllTextAsync(days)).Replace(" 7 ", " 5 ", StringComparison.Ordinal));

        Assert.That((await scene.VerifyAsync()).Broken?.Text, Does.Contain("anchor"));
    }

    [Test]
    public async Task Rows_without_a_seal_are_named_and_no_fault()
    {
        await scene.AppendAsync("waits");

        var answer = await scene.VerifyAsync();
        Assert.That((answer.Broken, answer.Unsealed.Count), Is.EqualTo(((Broken?)null, 1)));
    }
}
