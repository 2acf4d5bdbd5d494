using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>An audit that is not sealed is a paper without a stamp: a person must hear of it.</summary>
public sealed class AuditTrouble(AuditSealer sealer, WatchNode node) : IWatch
{
    private string? waiting;

    public async Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now)
    {
        var oldest = await reading.SingleAsync<string>("SELECT id FROM audit WHERE seq IS NULL ORDER BY id LIMIT 1");
        // Seen in two looks, it has waited a minute; a seal takes a second.
        var lies = oldest is not null && oldest == waiting;
        waiting = oldest;
        return
        [
            .. sealer.Fault is { } fault
                ? new[] { new Trouble(Trouble.Audit, "critical", $"{fault.Word}@{node.Text}", fault.Text, fault.TextVi) } : [],
            .. lies
                ? new[]
                {
                    new Trouble(Trouble.Audit, "high", "unsealed", "Audit rows have waited longer than a minute for their seal.",
                        "Có dòng nhật ký kiểm toán chưa được niêm quá một phút."),
                }
                : [],
        ];
    }
}
