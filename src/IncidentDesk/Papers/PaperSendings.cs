using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>What proves that a paper was handed over.</summary>
/// <param name="Number">Number and symbol: 1684/STTTT-CNTT.</param>
public sealed record HandOverProof(string Number, DateTimeOffset At, string Channel, Guid? Evidence, string? Note);

/// <summary>Each time that a version was given away.</summary>
public static class PaperSendings
{
    public static async Task AddAsync(Transaction transaction, PaperRow paper, Guid delivery, Guid? obligation, HandOverProof? proof, DateTimeOffset now) =>
        await transaction.ExecuteAsync(
            """
            INSERT INTO paper_sendings (paper_id, n, version_n, delivery_id, obligation_id, number, sent_at, channel, preliminary_at, evidence_id, note)
            SELECT @paper, count(*) + 1, @version, @delivery, @obligation, @number, @sentAt, @channel, @preliminaryAt, @evidence, @note
            FROM paper_sendings WHERE paper_id = @paper
            """,
            new
            {
                paper = paper.Id, version = paper.Latest, delivery, obligation, number = proof?.Number, sentAt = proof?.At, channel = proof?.Channel,
                preliminaryAt = await IsPreliminaryAsync(transaction, paper) ? now : (DateTimeOffset?)null, evidence = proof?.Evidence, note = proof?.Note,
            });

    private static async Task<bool> IsPreliminaryAsync(Reading reading, PaperRow paper) =>
        (await PaperVersions.FindAsync(reading, paper.Id, paper.Latest))?.Read().Values is { } values
        && Filling.Value(values, PaperForm.Preliminary) == FieldValues.Yes;
}
