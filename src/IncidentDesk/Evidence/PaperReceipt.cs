using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>
/// The scanned receipt of a paper that is about no incident. It came like a file that waits for one, and is the paper's whose sending names it: for good, and for whoever
/// may see that paper.
/// </summary>
public static class PaperReceipt
{
    /// <summary>Over the table evidence: a sending names it.</summary>
    public const string IsOne = "EXISTS (SELECT 1 FROM paper_sendings WHERE paper_sendings.evidence_id = evidence.id)";

    /// <summary>Over the table evidence: the wall of the paper.</summary>
    public static string VisibleTo(Caller caller) =>
        $"EXISTS (SELECT 1 FROM paper_sendings JOIN papers ON papers.id = paper_sendings.paper_id WHERE paper_sendings.evidence_id = evidence.id AND {PapersOnPage.VisibleTo(caller)})";

    /// <summary>Asked in a statement of its own, behind the one that holds the row: whoever held it before has committed by then.</summary>
    public static async Task<bool> IsAsync(Reading reading, Guid evidence) =>
        await reading.SingleAsync<long>("SELECT count(*) FROM paper_sendings WHERE evidence_id = @evidence", new { evidence }) > 0;

    /// <summary>
    /// What the caller sent ahead becomes the receipt of a paper about an agency, and takes room of that agency, be it used up:
    /// a duty does not stay open for want of it. The sending that names it is written next.
    /// </summary>
    /// <returns>False: there is no such file, or it is a receipt already.</returns>
    public static async Task<bool> TakeAsync(Transaction transaction, Guid evidence, Guid paper, Guid agency, Caller caller, DateTimeOffset now)
    {
        var held = await transaction.SingleAsync<Held>(
            "UPDATE evidence SET name = name WHERE id = @evidence AND incident_id IS NULL AND form_key IS NULL AND added_by_id = @me RETURNING agency_id, bytes",
            new { evidence, me = caller.Id });
        if (held is null || await IsAsync(transaction, evidence))
            return false;
        if (held.AgencyId != agency)
        {
            await transaction.ExecuteAsync("UPDATE evidence SET agency_id = @agency WHERE id = @evidence", new { evidence, agency });
            await EvidenceRoom.GiveBackAsync(transaction, held.AgencyId, held.Bytes);
            await EvidenceRoom.TakeBeyondAsync(transaction, agency, held.Bytes);
        }
        await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "evidence.give", evidence.ToString("D"), paper.ToString("D"), now);
        return true;
    }

    private sealed record Held(Guid? AgencyId, long Bytes);
}
