using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>
/// Gives a desk that has none its first ladders, and the secret that signs the links of rung mails. From then on people change the
/// rows, and a new edition of the reference data never overwrites them.
/// </summary>
public static class LadderSeed
{
    public static Task PlantAsync(Database database, ReferenceLibrary library, CancellationToken cancellation) =>
        database.WriteAsync(async transaction =>
        {
            foreach (var (severity, ladder) in library.Ladders)
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO ladders (severity, rungs, acknowledgement_seconds, warning_seconds, version)
                    VALUES (@severity, @rungs, @acknowledgement, @warning, 1) ON CONFLICT (severity) DO NOTHING
                    """,
                    new
                    {
                        severity, rungs = LadderRows.Written(ladder.Rungs), acknowledgement = ladder.AcknowledgementSeconds,
                        warning = ladder.WarningSeconds,
                    });
            await FallbackRows.PlantAsync(transaction);
            await Climbing.LinkKey.PlantAsync(transaction);
        }, cancellation);
}
