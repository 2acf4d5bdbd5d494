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

    private Task<IReadOnlyList<long>> IdsAsync(string sql, object parameters) =>
        store.Database.WriteAsync(transaction => transaction.QueryAsync<long>(sql, parameters), CancellationToken.None);
}
