using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Audit;

/// <summary>An audit that is not sealed is a paper without a stamp, and a row that nobody can seal was put there by somebody: a person must hear of both.</summary>
public sealed class AuditTrouble(AuditSealer sealer, Database database, WatchNode node) : IWatch
{
    private const int MostNamed = 5;

    private string? waiting;

    public async Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now)
    {
        var oldest = await reading.SingleAsync<string>(
            $"SELECT id FROM audit WHERE seq IS NULL AND {StoredRow.FaultOfKind(database.Kinds)} IS NULL ORDER BY id LIMIT 1");
        var planted = await StoredRow.UnsealableAsync(reading, database.Kinds);
        // Seen in two looks, it has waited a minute; a seal takes a second.
        var lies = oldest is not null && oldest == waiting;
        waiting = oldest;
        return
        [
            .. sealer.Fault is { } fault
                ? new[] { new Trouble(Trouble.Audit, "critical", $"{fault.Word}@{node.Text}", fault.Text, fault.TextVi) } : [],
            .. planted.Count > 0 ? new[] { Planted(planted) } : [],
            .. lies
                ? new[]
                {
                    new Trouble(Trouble.Audit, "high", "unsealed", "Audit rows have waited longer than a minute for their seal.",
                        "Có dòng nhật ký kiểm toán chưa được niêm quá một phút."),
                }
                : [],
        ];
    }

    private static Trouble Planted(IReadOnlyList<string> rows)
    {
        var named = string.Join(", ", rows.Take(MostNamed)) + (rows.Count > MostNamed ? $" (+{rows.Count - MostNamed})" : "");
        return new(Trouble.Audit, "critical", "unsealable",
            $"The audit holds what the desk never writes: {named}. Somebody wrote into the database by another way. These rows are never sealed, all others are; see 'audit verify'.",
            $"Nhật ký kiểm toán có dòng mà hệ thống không bao giờ ghi: {named}. Có người đã ghi vào cơ sở dữ liệu bằng cách khác. "
                + "Các dòng này không được niêm, mọi dòng khác vẫn được niêm; hãy chạy 'audit verify'.");
    }
}
