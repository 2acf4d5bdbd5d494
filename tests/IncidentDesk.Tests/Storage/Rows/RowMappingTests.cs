using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage.Rows;

public sealed class RowMappingTests
{
    private static readonly DateTimeOffset Afternoon = new(2026, 11, 20, 16, 45, 0, 123, TimeSpan.FromHours(7));
    private static readonly Guid Id = Guid.Parse("0197AAAA-BBBB-7CCC-8DDD-EEEEFFFF0000");
    private StoreForTest store;

    [OneTimeSetUp]
    public async Task Open()
    {
        store = await StoreForTest.OpenAsync(SmallSchema.Texts);
        await store.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "INSERT INTO things (id, name, seen_at, ended_at, version) VALUES (@id, @name, @seen, @ended, @version)",
            new { id = Id, name = "Mất điện ở Đà Nẵng", seen = Afternoon, ended = (DateTimeOffset?)null, version = 3 }), CancellationToken.None);
    }

    [OneTimeTearDown]
    public ValueTask Close() => store.DisposeAsync();

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_positional_record_reads_instants_and_ids(bool insideAWrite)
    {
        const string sql = "SELECT id, name, seen_at, ended_at, version FROM things WHERE id = @id";
        var thing = insideAWrite
            ? await store.Database.WriteAsync(transaction => transaction.SingleAsync<Thing>(sql, new { id = Id }), CancellationToken.None)
            : await SingleAsync<Thing>(sql, new { id = Id });
        Assert.That(thing, Is.EqualTo(new Thing(Id, "Mất điện ở Đà Nẵng", Afternoon.ToUniversalTime(), null, 3)));
        Assert.That(thing!.SeenAt.ToUnixTimeMilliseconds(), Is.EqualTo(Afternoon.ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task Ids_are_stored_as_lower_case_text_and_instants_as_milliseconds()
    {
        Assert.That(await SingleAsync<string>("SELECT CAST(id AS TEXT) || '/' || CAST(seen_at AS TEXT) FROM things"),
            Is.EqualTo($"0197aaaa-bbbb-7ccc-8ddd-eeeeffff0000/{Afternoon.ToUnixTimeMilliseconds()}"));
    }

    [Test]
    public async Task A_single_value_is_read_whatever_it_is()
    {
        Assert.Multiple(async () =>
        {
            Assert.That(await SingleAsync<Guid>("SELECT id FROM things"), Is.EqualTo(Id));
            Assert.That(await SingleAsync<DateTimeOffset>("SELECT seen_at FROM things"), Is.EqualTo(Afternoon));
            Assert.That(await SingleAsync<DateTimeOffset?>("SELECT seen_at FROM things"), Is.EqualTo(Afternoon));
            Assert.That(await SingleAsync<DateTimeOffset?>("SELECT ended_at FROM things"), Is.Null);
            Assert.That(await SingleAsync<DateTimeOffset?>("SELECT ended_at FROM things WHERE version > 99"), Is.Null);
            Assert.That(await SingleAsync<Guid?>("SELECT id FROM things WHERE version > 99"), Is.Null);
            Assert.That(await SingleAsync<long>("SELECT sum(version) FROM things"), Is.EqualTo(3));
            Assert.That(await SingleAsync<int>("SELECT version FROM things"), Is.EqualTo(3));
            Assert.That(await SingleAsync<long?>("SELECT max(version) FROM things WHERE version > 99"), Is.Null);
            Assert.That(await SingleAsync<bool>("SELECT version > 2 FROM things"), Is.True);
        });
    }

    [Test]
    public async Task Expressions_read_into_a_record_even_when_the_first_is_null()
    {
        const string sql =
            """
            SELECT CAST(count(*) AS BIGINT) AS seen_count, max(ended_at) AS last_end, CAST(sum(version) AS BIGINT) AS total, min(name) AS word, min(id) AS first_id
            FROM things WHERE version > @least
            """;
        Assert.Multiple(async () =>
        {
            Assert.That(await SingleAsync<Sums>(sql, new { least = 99L }), Is.EqualTo(new Sums(0, null, null, null, null)));
            Assert.That(await SingleAsync<Sums>(sql, new { least = 0L }), Is.EqualTo(new Sums(1, null, 3, "Mất điện ở Đà Nẵng", Id)));
        });
    }

    [Test]
    public void A_query_that_does_not_fit_its_record_says_so() => Assert.That(
        async () => await SingleAsync<Thing>("SELECT id, seen_at, name, ended_at, version FROM things"),
        Throws.InvalidOperationException.With.Message.Contains("Thing (Id, Name, SeenAt, EndedAt, Version) cannot be read from the columns id, seen_at, name"));

    [Test]
    public void Two_rows_where_one_was_expected_are_an_error() => Assert.That(
        async () => await SingleAsync<long>("SELECT 1 UNION ALL SELECT 2"), Throws.InvalidOperationException);

    private Task<T?> SingleAsync<T>(string sql, object? parameters = null) =>
        store.Database.ReadAsync(reading => reading.SingleAsync<T>(sql, parameters), CancellationToken.None);

    private sealed record Sums(int SeenCount, DateTimeOffset? LastEnd, long? Total, string? Word, Guid? FirstId);
}
