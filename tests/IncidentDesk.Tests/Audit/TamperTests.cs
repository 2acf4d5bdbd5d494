using IncidentDesk.Audit;
using IncidentDesk.Harness;
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

    [TestCase("outcome", "x'00ff'")]
    [TestCase("actor", "x'61'")]
    [TestCase("address", "x'61'")]
    [TestCase("id", "x'00ff'")]
    [TestCase("id", "CAST(x'61ff' AS TEXT)")]
    [TestCase("at", "0.5")]
    [TestCase("at", "'today'")]
    [OnlyOn("sqlite", "A server's columns refuse it themselves.")]
    public async Task What_is_no_text_or_no_whole_number_is_not_taken_into_the_audit(string column, string value)
    {
        var row = new Dictionary<string, string>
        {
            ["id"] = "'one'", ["at"] = "0", ["actor"] = "'a'", ["action"] = "'b'", ["subject"] = "'c'", ["outcome"] = "'d'", ["address"] = "NULL",
        };
        await scene.ExecuteAsync(Insert(row));
        (row["id"], row[column]) = ("'another'", value);

        Assert.That(() => scene.ExecuteAsync(Insert(row)), Throws.Exception);
    }

    [TestCase("253402300800000")]
    [TestCase("-62135596800001")]
    public void A_number_that_is_no_instant_is_not_taken_into_the_audit(string at) => Assert.That(
        () => scene.ExecuteAsync($"INSERT INTO audit (id, at, actor, action, subject, outcome) VALUES ('x', {at}, 'a', 'b', 'c', 'd')"), Throws.Exception);

    [TestCase("seq = 99.5, hash = 'h', previous_hash = 'p'")]
    [TestCase("seq = 99, hash = x'00', previous_hash = 'p'")]
    [OnlyOn("sqlite", "A server's columns refuse it themselves.")]
    public async Task A_row_is_sealed_with_a_whole_number_and_text_alone(string seal)
    {
        await scene.AppendAsync("waits");

        Assert.That(() => scene.ExecuteAsync($"UPDATE audit SET {seal} WHERE seq IS NULL"), Throws.Exception);
    }

    [TestCase("outcome = CAST(outcome AS BLOB)", "outcome: blob")]
    [TestCase("hash = CAST(hash AS BLOB)", "hash: blob")]
    [TestCase("address = x'00ff'", "address: blob")]
    [TestCase("id = x'00ff'", "id: bytes")]
    [TestCase("at = at + 0.9", "at: real")]
    [TestCase("seq = 4.5", "seq: real")]
    [OnlyOn("sqlite", "A server's columns hold nothing but what they were declared for.")]
    public async Task A_value_of_another_kind_is_a_fault_of_its_row_and_stops_nobody(string set, string said)
    {
        await scene.DropTriggersAsync();
        await scene.ExecuteAsync($"UPDATE audit SET {set} WHERE seq = 4");

        var broken = (await scene.VerifyAsync()).Broken;
        Assert.That(broken?.Seq, Is.EqualTo(4));
        Assert.That(broken!.Text, Does.Contain(said));
        Assert.That(broken.TextVi, Does.Contain(said));
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

    private static string Insert(Dictionary<string, string> row) => $"INSERT INTO audit ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Values)})";
}
