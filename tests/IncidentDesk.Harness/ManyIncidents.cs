using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Harness;

/// <summary>
/// Thousands of incidents in seconds: the newest filed one, again and again under other numbers, titles, agencies and addresses. Their words are not
/// in the search until something writes them there.
/// </summary>
public static class ManyIncidents
{
    private const int Batch = 1000;

    private static readonly string[] Things = ["Máy chủ", "Cổng thông tin", "Tài khoản", "Máy trạm", "Hộp thư", "Trang web", "Cơ sở dữ liệu", "Tường lửa"];
    private static readonly string[] Happenings = ["bị chèn mã độc", "bị chiếm quyền điều khiển", "không truy cập được", "lộ danh sách", "bị dò mật khẩu", "bị mã hóa tệp", "gửi thư lừa đảo"];

    /// <summary>Incident n of <paramref name="count"/> has the number INC-2025-{n + 1}, and a title that closes with n.</summary>
    public static async Task PlantAsync(Database database, IReadOnlyList<Guid> agencies, int count)
    {
        var random = new Random(7);
        for (var start = 0; start < count; start += Batch)
        {
            var rows = Enumerable.Range(start, Math.Min(Batch, count - start)).Select(n => Row(n, agencies[n % agencies.Count], random)).ToList();
            await database.WriteAsync(transaction => WriteAsync(transaction, rows), CancellationToken.None);
        }
    }

    private static object Row(int n, Guid agency, Random random)
    {
        var title = $"{Things[random.Next(Things.Length)]} {Happenings[random.Next(Happenings.Length)]} {n}";
        return new
        {
            id = Guid.CreateVersion7(), report = Guid.CreateVersion7(), place = 2_025_000_000_000 + n, number = $"INC-2025-{n + 1:D6}", title, agency,
            folded = Folding.Fold($"{title}\nTrang chủ hiện nội dung lạ từ đêm qua.\nCVE-2026-{n % 20000:D5}\n203.0.{n / 250 % 250}.{n % 250}"),
            at = DateTimeOffset.UnixEpoch.AddYears(55).AddMinutes(n), due = n % 3 == 0 ? (DateTimeOffset?)null : DateTimeOffset.UnixEpoch.AddYears(57).AddMinutes(random.Next(100_000)),
        };
    }

    private static async Task WriteAsync(Transaction transaction, IReadOnlyList<object> rows)
    {
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO incidents (id, number, number_order, version, agency_id, title, category, status, severity, need, tlp, reality, rules_version, triage,
                detected_at, received_at, next_due_at, worst_order)
            SELECT @id, @number, @place, 1, @agency, @title, category, 'open', 'medium', need, tlp, reality, rules_version, triage, @at, @at, @due, worst_order
            FROM incidents WHERE number_order = (SELECT max(number_order) FROM incidents)
            """,
            rows);
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO reports (id, incident_id, agency_id, kind, source, reported_via, received_at, filed_by_kind, filed_by_id, verbatim, verbatim_hash, facts, folded)
            SELECT @report, @id, @agency, kind, source, reported_via, @at, filed_by_kind, filed_by_id, verbatim, verbatim_hash, facts, @folded
            FROM reports WHERE incident_id = (SELECT id FROM incidents WHERE number_order = (SELECT max(number_order) FROM incidents))
            """,
            rows);
    }
}
