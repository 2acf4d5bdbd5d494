using IncidentDesk.Harness;
using IncidentDesk.Storage;
using NUnit.Framework;

namespace IncidentDesk.Tests.Storage;

public sealed class MigrationsTests
{
    private static readonly Dictionary<string, string> One = new() { ["0001_first.sql"] = "CREATE TABLE first (id BIGINT NOT NULL PRIMARY KEY);" };
    private static readonly Dictionary<string, string> Two = new(One) { ["0002_second.sql"] = "CREATE TABLE second (id BIGINT); INSERT INTO second (id) VALUES (2);" };
    private StoreForTest store;

    [SetUp]
    public async Task Open() => store = await StoreForTest.OpenAsync(One);

    [TearDown]
    public ValueTask Close() => store.DisposeAsync();

    [Test]
    public async Task Only_what_is_missing_is_applied_and_said()
    {
        Assert.That(await Migrations.MissingAsync(store.Database, CancellationToken.None, Two), Is.EqualTo(1));
        Assert.That((await ApplyAsync(Two)).Select(step => step.Name), Is.EqualTo(new[] { "0002_second" }));
        Assert.That(await ApplyAsync(Two), Is.Empty);
        Assert.That(await Migrations.MissingAsync(store.Database, CancellationToken.None, Two), Is.Zero);
    }

    [Test]
    public void An_edited_step_is_refused_in_both_languages() => Assert.That(
        async () => await ApplyAsync(new() { ["0001_first.sql"] = One["0001_first.sql"] + "\n-- one more word" }),
        Throws.InstanceOf<MigrationException>()
            .With.Property("Code").EqualTo("schema-changed")
            .And.Message.Contains("Step 1 (0001_first) was applied to this database with another text")
            .And.Property("TextVi").Contains("Bước 1 (0001_first)"));

    [Test]
    public async Task Other_line_ends_are_no_edit() =>
        Assert.That(await ApplyAsync(new() { ["0001_first.sql"] = One["0001_first.sql"].Replace("\n", "\r\n", StringComparison.Ordinal) }), Is.Empty);

    [Test]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await ApplyAsync(Two);
        Assert.That(async () => await ApplyAsync(One), Throws.InstanceOf<MigrationException>().With.Property("Code").EqualTo("schema-newer"));
        Assert.That(async () => await Migrations.MissingAsync(store.Database, CancellationToken.None, One), Throws.InstanceOf<MigrationException>());
    }

    [Test]
    public async Task A_step_that_fails_leaves_nothing_of_itself()
    {
        var broken = new Dictionary<string, string>(One) { ["0002_second.sql"] = "CREATE TABLE second (id BIGINT); INSERT INTO nowhere (id) VALUES (1);" };
        Assert.That(async () => await ApplyAsync(broken), Throws.Exception);
        Assert.That((await ApplyAsync(Two)).Select(step => step.Number), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    public async Task Nodes_that_start_together_apply_each_step_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(async () =>
        {
            await using var database = await Database.OpenAsync(store.Options, TimeProvider.System, CancellationToken.None);
            return await Migrations.ApplyAsync(database, CancellationToken.None, Two);
        })));
        Assert.That(applied.Sum(steps => steps.Count), Is.EqualTo(1));
    }

    [TestCase("0002_gap.sql", "should have the number 0001")]
    [TestCase("1_first.sql", "is not NNNN_words.sql")]
    [TestCase("0001_first.sqlite.sql", "one text for both engines or one for each")]
    public void Files_that_do_not_fit_are_named(string file, string words) => Assert.That(
        async () => await ApplyAsync(new() { [file] = "SELECT 1" }),
        Throws.InstanceOf<MigrationException>().With.Property("Code").EqualTo("schema-files").And.Message.Contains(words));

    [Test]
    public async Task The_shipped_steps_fit_this_engine()
    {
        await using var shipped = await StoreForTest.OpenAsync();
        Assert.That(await Migrations.MissingAsync(shipped.Database, CancellationToken.None), Is.Zero);
    }

    private Task<IReadOnlyList<Migration>> ApplyAsync(Dictionary<string, string> texts) =>
        Migrations.ApplyAsync(store.Database, CancellationToken.None, texts);
}
