using IncidentDesk.Evidence;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>
/// The scanned receipt of what was sent outside of the desk. It lies among the evidence of the incident, or of the one that it was merged into, which alone takes files;
/// about an agency it was sent ahead by whoever records the sending, and is the paper's own from then on. What meets a duty has one.
/// </summary>
public sealed class HandOverReceipt(PaperPeriod period)
{
    public async Task TakeAsync(Transaction transaction, Caller caller, PaperRow paper, PaperRecipient to, HandOverPaper.HandOverBody body, DateTimeOffset now)
    {
        if (body.Evidence is { } receipt)
        {
            if (!await IsTakenAsync(transaction, caller, paper, receipt, now))
                throw new RefusedException(Problems.Validation(Unknown(paper, receipt)));
            return;
        }
        if (to.Obligation is not null)
            throw new RefusedException(Problems.Validation(Faults.Saying("/evidence", "required", Texts.HandOverReceipt.En, Texts.HandOverReceipt.Vi)));
        if (await period.OwedAsync(transaction, paper, to, body.At, now) is not null)
            throw new RefusedException(Problems.Validation(Faults.Saying("/evidence", "required", Texts.HandOverReceiptOfPeriod.En, Texts.HandOverReceiptOfPeriod.Vi)));
    }

    // Of what was sent ahead nothing is left to choose from: the file itself has to come once more.
    private static Fault Unknown(PaperRow paper, Guid receipt) => paper.IncidentId is null
        ? Faults.Saying("/evidence", "unknown-reference", Texts.HandOverReceiptAgain.En, Texts.HandOverReceiptAgain.Vi)
        : Faults.At("/evidence", "unknown-reference", receipt.ToString("D"));

    private static async Task<bool> IsTakenAsync(Transaction transaction, Caller caller, PaperRow paper, Guid receipt, DateTimeOffset now) => paper.IncidentId is { } incident
        ? await transaction.SingleAsync<long>(
            $"{MetObligation.Above} SELECT count(*) FROM evidence WHERE id = @receipt AND incident_id IN (SELECT above.id FROM above)", new { receipt, incident }) > 0
        : await PaperReceipt.TakeAsync(transaction, receipt, paper.Id, paper.AgencyId, caller, now);
}
