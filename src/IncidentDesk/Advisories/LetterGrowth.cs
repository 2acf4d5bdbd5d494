using IncidentDesk.Audit;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Versions;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>
/// A letter that comes again or is put right may name more than it did. Final answers were given to what it named then, so they are open again, and whoever has the
/// letter is told. Where only its words change nothing of that happens.
/// </summary>
internal static class LetterGrowth
{
    private const int MostNamed = 10;

    /// <returns>Weaknesses that were not named before, and products with versions that were not.</returns>
    public static IReadOnlyList<string> Of(AdvisoryBody before, AdvisoryBody after)
    {
        var stood = Products(before);
        return
        [
            .. AdvisoryWriting.Cves(after).Except(AdvisoryWriting.Cves(before)),
            .. Products(after).Where(one => !stood.TryGetValue(one.Key, out var was) || IsWider(one.Value, was)).Select(one => one.Value.Name),
        ];
    }

    /// <summary>What was done or excepted is affected again, as a workaround is when the patch is there; of "not affected" nobody knows any more.</summary>
    public static async Task ReopenAsync(
        Transaction transaction, AdvisoryMails mails, AdvisoryRow letter, IReadOnlyList<string> named, Actor by, DateTimeOffset now)
    {
        var why = $"the letter names more or other than before: {string.Join(", ", named.Take(MostNamed))}";
        await Cells.MoveManyAsync(
            transaction, "advisory_id = @advisory AND state IN ('mitigated', 'patched', 'verified', 'excepted')", new() { ["advisory"] = letter.Id },
            new(CellMoves.Affected, letter.Number, by, why, now));
        await Cells.MoveManyAsync(
            transaction, "advisory_id = @advisory AND state = 'not-affected'", new() { ["advisory"] = letter.Id }, new(CellMoves.Assessing, letter.Number, by, why, now));
        // A letter that is no agency's, by its mark or until its embargo is over, goes to none.
        if (letter.Tlp == "red" || letter.EmbargoAt > now)
            return;
        await mails.UpdateAsync(
            transaction, letter.Id, letter.Version,
            await transaction.QueryAsync<Guid>(
                "SELECT agency_id FROM advisory_cells WHERE advisory_id = @advisory AND system_key = '' AND state <> 'not-sent'", new { advisory = letter.Id }),
            now);
    }

    // No versions are all of them: where they stood nothing can be added.
    private static bool IsWider(Product now, Product before) =>
        before.Versions.Count > 0 && (now.Versions.Count == 0 || now.Versions.Except(before.Versions).Any());

    private static Dictionary<string, Product> Products(AdvisoryBody body) =>
        (body.Products ?? []).GroupBy(one => ProductName.KeyOf(one.Name)).ToDictionary(
            same => same.Key,
            same => new Product(
                same.First().Name.Trim(),
                [.. same.SelectMany(one => one.Versions ?? []).Where(versions => (versions.From ?? versions.To ?? versions.FixedIn) is not null)]));

    private sealed record Product(string Name, IReadOnlyList<AdvisoryBody.VersionsBody> Versions);
}
