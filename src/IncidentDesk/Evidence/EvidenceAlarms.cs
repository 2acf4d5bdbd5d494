using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>What of the evidence needs a person: a file that is no longer what it was, one that carries malware, a scanner that does not answer.</summary>
public sealed class EvidenceAlarms(Database database, TimeProvider clock)
{
    public const string Damaged = "evidence-damaged", Infected = "evidence-infected", Unscanned = "evidence-unscanned";

    public async Task DamagedAsync(EvidenceRow row, CancellationToken cancellation)
    {
        // Whoever asks for it over and over costs the writer nothing.
        if (await database.ReadAsync(reading => IsOpenAsync(reading, row.Id), cancellation))
            return;
        await database.WriteAsync(transaction => Alarms.RaiseAsync(
            transaction, Damaged, "critical", row.Id.ToString("D"), row.IncidentId,
            $"The file of evidence {row.Name} is missing or no longer fits its sum {row.Hash}. It is not handed out: put it back from a backup.",
            $"Tệp bằng chứng {row.Name} bị mất hoặc không còn khớp mã {row.Hash}. Hệ thống không cung cấp tệp này: hãy khôi phục từ bản sao lưu.",
            clock.GetUtcNow()), cancellation);
    }

    public static Task InfectedAsync(Transaction transaction, Guid evidence, Guid? incident, string name, string found, DateTimeOffset now) => Alarms.RaiseAsync(
        transaction, Infected, "high", evidence.ToString("D"), incident,
        $"The scanner found {found} in the evidence {name}. Only the desk gets it, and only on purpose.",
        $"Trình quét phát hiện {found} trong bằng chứng {name}. Chỉ bàn trực tải được, khi đã xác nhận.", now);

    private static async Task<bool> IsOpenAsync(Reading reading, Guid evidence) => await reading.SingleAsync<long>(
        "SELECT count(*) FROM alarms WHERE kind = @kind AND subject = @subject AND ended_at IS NULL", new { kind = Damaged, subject = evidence.ToString("D") }) > 0;
}
