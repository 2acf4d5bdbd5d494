using IncidentDesk.Audit;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>
/// A letter that comes again or is put right may name more than it did. Final answers were given to what it named then, so they are open again, and whoever has the
/// letter is told. Where only its words change nothing of that happens.
/// </summary>
internal static class LetterGrowth
{
    /// <summary>What was done or excepted is affected again, as a workaround is when the patch is there; of "not affected" nobody knows any more.</summary>
    public static async Task ReopenAsync(
        Transaction transaction, AdvisoryMails mails, AdvisoryRow letter, LetterDifference difference, Actor by, DateTimeOffset now)
    {
        var why = $"the letter names more or other than before: {string.Join(", ", difference.Grown.Take(LetterDifference.MostNamed))}";
        await Cells.MoveManyAsync(
            transaction, "advisory_id = @advisory AND state IN ('mitigated', 'patched', 'verified', 'excepted')", new() { ["advisory"] = letter.Id },
            new(CellMoves.Affected, letter.Number, by, why, now));
        await Cells.MoveManyAsync(
            transaction, "advisory_id = @advisory AND state = 'not-affected'", new() { ["advisory"] = letter.Id }, new(CellMoves.Assessing, letter.Number, by, why, now));
        // A letter that is no agency's, by its mark or until its embargo is over, goes to none.
        if (letter.Tlp == "red" || letter.EmbargoAt > now)
            return;
        await difference.KeepAsync(transaction, letter.Id, letter.Version);
        await mails.UpdateAsync(
            transaction, letter.Id, letter.Version,
            await transaction.QueryAsync<Guid>(
                "SELECT agency_id FROM advisory_cells WHERE advisory_id = @advisory AND system_key = '' AND state <> 'not-sent'", new { advisory = letter.Id }),
            now);
    }
}
