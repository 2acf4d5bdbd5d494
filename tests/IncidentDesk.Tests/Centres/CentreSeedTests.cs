using IncidentDesk.Centres;
using IncidentDesk.Harness;
using IncidentDesk.Reference;
using NUnit.Framework;

namespace IncidentDesk.Tests.Centres;

public sealed class CentreSeedTests
{
    [Test]
    public async Task What_a_person_changed_is_never_overwritten_by_a_later_start()
    {
        await using var store = await StoreForTest.OpenAsync();
        var library = ReferenceLibrary.Load();
        Assert.That(await PlantAsync(), Is.True);
        await store.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE centres SET name = 'Tên mới' WHERE id = 'vncert'"), CancellationToken.None);
        await store.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "DELETE FROM centre_contacts WHERE centre_id = 'ncsc'"), CancellationToken.None);

        Assert.That(await PlantAsync(), Is.False);
        Assert.That(await store.Database.ReadAsync(reading => reading.SingleAsync<string>(
            "SELECT name FROM centres WHERE id = 'vncert'"), CancellationToken.None), Is.EqualTo("Tên mới"));
        Assert.That(await store.Database.ReadAsync(reading => reading.SingleAsync<long>(
            "SELECT count(*) FROM centre_contacts WHERE centre_id = 'ncsc'"), CancellationToken.None), Is.Zero);

        Task<bool> PlantAsync() => CentreSeed.PlantAsync(store.Database, library, TimeProvider.System, CancellationToken.None);
    }

    [TestCase(null, "2026-01-01", null, ContactWarnings.NeverVerified)]
    [TestCase("2026-03-01", "2026-01-01", null, null)]
    [TestCase("2025-11-20", "2025-01-01", null, null)]
    [TestCase("2025-11-19", "2025-01-01", null, ContactWarnings.VerifiedLongAgo)]
    [TestCase("2026-03-01", "2026-12-01", null, ContactWarnings.NotYetValid)]
    [TestCase("2026-03-01", "2026-01-01", "2026-11-20", ContactWarnings.Expired)]
    public void A_contact_says_why_one_should_not_rely_on_it(string? verified, string from, string? to, string? warning) =>
        Assert.That(ContactWarnings.Of(Day(verified), Day(from)!.Value, Day(to), Day("2026-11-20")!.Value), Is.EqualTo(warning));

    private static DateTimeOffset? Day(string? text) =>
        text is null ? null : new(DateTime.SpecifyKind(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc));
}
