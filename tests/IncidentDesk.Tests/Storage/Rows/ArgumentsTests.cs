using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage.Rows;

public sealed class ArgumentsTests
{
    private StoreForTest store;

    [OneTimeSetUp]
    public async Task Open()
    {
        store = await StoreForTest.OpenAsync(SmallSchema.Texts);
        await store.Database.WriteAsync(transaction => transaction.ExecuteAllAsync(
            "INSERT INTO queue (id, state, due_at, attempts) VALUES (@id, @state, 0, 0)",
            Enumerable.Range(1, 9).Select(id => new { id, state = $"s{id}" })), CancellationToken.None);
    }

    [OneTimeTearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public void A_bool_is_refused() => Assert.That(
        async () => await IdsAsync("SELECT id FROM queue WHERE state = @open", new { open = true }),
        Throws.ArgumentException.With.Message.Contains("@open is a bool"));

    [Test]
    public void An_enum_is_refused() => Assert.That(
        async () => await IdsAsync("SELECT id FROM queue WHERE state = @day", new { day = (DayOfWeek?)DayOfWeek.Monday }),
        Throws.ArgumentException.With.Message.Contains("@day is the enum DayOfWeek"));

    [Test]
    public void What_no_column_holds_is_refused() => Assert.That(
        async () => await IdsAsync("SELECT id FROM queue WHERE due_at = @wait", new { wait = TimeSpan.FromHours(1) }),
        Throws.ArgumentException.With.Message.Contains("@wait is a TimeSpan"));

    [Test]
    public void A_refused_write_is_refused_too() => Assert.That(
        async () => await store.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE queue SET state = @open", new { open = false }), CancellationToken.None),
        Throws.ArgumentException);

    [Test]
    public async Task An_absent_instant_or_word_may_be_asked_for()
    {
        var all = await IdsAsync(
            "SELECT id FROM queue WHERE (@since IS NULL OR due_at >= @since) AND (@state IS NULL OR state = @state)",
            new { since = (DateTimeOffset?)null, state = (string?)null });
        Assert.That(all, Has.Count.EqualTo(9));
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(5)]
    public async Task A_list_is_expanded_whatever_its_length(int length)
    {
        var ids = Enumerable.Range(1, length).Select(id => (long)id).ToList();
        var found = await IdsAsync("SELECT id FROM queue WHERE id IN @ids AND id <> @idsEnd ORDER BY id", new { ids, idsEnd = -1 });
        Assert.That(found, Is.EqualTo(ids));
        var states = ids.Select(id => $"s{id}").ToArray();
        Assert.That(await IdsAsync("SELECT id FROM queue WHERE state NOT IN @states", new { states }), Has.Count.EqualTo(9 - length));
    }

    [Test]
    public async Task Names_and_values_may_come_from_a_dictionary()
    {
        var found = await IdsAsync("SELECT id FROM queue WHERE id = @id AND state = @state",
            new Dictionary<string, object?> { ["id"] = 4, ["state"] = "s4" });
        Assert.That(found, Is.EqualTo(new[] { 4L }));
    }

    [Test]
    public async Task The_same_text_may_be_run_with_other_members()
    {
        const string sql = "SELECT id FROM queue WHERE id = @id AND state = @state";
        Assert.That(await IdsAsync(sql, new { id = 4, state = "s4" }), Is.EqualTo(new[] { 4L }));
        Assert.That(await IdsAsync(sql, new { state = "s5", id = 5L }), Is.EqualTo(new[] { 5L }));
        Assert.That(await IdsAsync(sql, new { extra = "x", state = "s6", id = 6L }), Is.EqualTo(new[] { 6L }));
    }

    [TestCase("")]
    [TestCase("Sở Y tế")]
    public async Task A_text_given_as_bytes_is_stored_and_found_as_text(string text)
    {
        await RenameAsync(9, Utf8Text.Of(text));
        Assert.That(await IdsAsync("SELECT id FROM queue WHERE state = @text", new { text = Utf8Text.Of(text) }), Is.EqualTo(new[] { 9L }));
        Assert.That(await IdsAsync("SELECT id FROM queue WHERE state = @text", new { text }), Is.EqualTo(new[] { 9L }));
        await RenameAsync(9, Utf8Text.Of("s9"));
    }

    [Test]
    public async Task Writes_of_one_text_take_each_value_to_its_own_place_whatever_its_order_kind_and_length()
    {
        const string sql = "UPDATE queue SET state = @state, token = @token WHERE id = @id";
        await store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync(sql, new { id = 7, state = "", token = (string?)null });
            Assert.That(await HeldAsync(transaction), Is.EqualTo(new[] { ", absent" }));
            await transaction.ExecuteAsync(sql, new { token = "x", extra = 1, state = new string('đ', 40_000), id = 7L });
            Assert.That(await HeldAsync(transaction), Is.EqualTo(new[] { new string('đ', 40_000) + ", x" }));
            await transaction.ExecuteAsync(sql, new { id = 7, state = "s7", token = (string?)null });
            Assert.That(await HeldAsync(transaction), Is.EqualTo(new[] { "s7, absent" }));
        }, CancellationToken.None);

        static Task<IReadOnlyList<string>> HeldAsync(Transaction transaction) =>
            transaction.QueryAsync<string>("SELECT state || ', ' || coalesce(token, 'absent') FROM queue WHERE id = 7");
    }

    [Test]
    public void A_write_without_one_of_its_values_is_refused() => Assert.That(
        async () => await store.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("UPDATE queue SET token = @token WHERE id = @id", new { id = 1, token = "first" });
            await transaction.ExecuteAsync("UPDATE queue SET token = @token WHERE id = @id", new { id = 2 });
        }, CancellationToken.None),
        Throws.Exception);

    private Task<int> RenameAsync(int id, Utf8Text state) => store.Database.WriteAsync(
        transaction => transaction.ExecuteAsync("UPDATE queue SET state = @state WHERE id = @id", new { id, state }), CancellationToken.None);

    private Task<IReadOnlyList<long>> IdsAsync(string sql, object parameters) =>
        store.Database.WriteAsync(transaction => transaction.QueryAsync<long>(sql, parameters), CancellationToken.None);
}
