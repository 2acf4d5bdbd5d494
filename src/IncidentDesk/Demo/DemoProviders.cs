using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Providers;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Made-up security providers with commitments in every state, an agency that says it has none, and a line of the sharing register that somebody entered.</summary>
internal static class DemoProviders
{
    public static async Task PlantAsync(Database database, DateTimeOffset start, CancellationToken cancellation)
    {
        var cast = await DemoCast.FindAsync(database, cancellation);
        await database.WriteAsync(async transaction =>
        {
            var first = await ProviderAsync(transaction, "Công ty An ninh mạng Mẫu", ("Trực sự cố", "phone", "+842400000071"), ("Bộ phận giám sát", "mail", "giamsat@anninhmau.example"), start, cast.ShiftLead.Name, verified: true);
            var second = await ProviderAsync(transaction, "Trung tâm Giám sát Ví dụ", ("Đầu mối", "phone", "+842400000072"), ("Văn thư", "mail", "vanthu@giamsatvidu.example"), start, cast.ShiftLead.Name, verified: false);
            foreach (var (provider, agency, from, to) in new[]
            {
                (first, "SO-YTE", -200, (int?)500), (first, "BV-TINH", -200, 500), (first, DemoRegisters.Province, -300, null), (first, "SO-TC", -340, 18), (second, "SO-GDDT", -400, -12),
                (second, "SO-KHCN", -300, 10), (second, "SO-KHCN", 25, 400),
            })
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO provider_commitments (id, provider_id, agency_id, services, hours, document, starts_on, ends_on, entered_by, created_at, version)
                    SELECT @id, @provider, agencies.id, 'monitoring protection response', '24x7', @document, @from, @to, 'desk', @at, 1 FROM agencies WHERE code = @agency
                    """,
                    new { id = Ids.Next(start), provider, agency, document = $"{agency}/HĐ-ATTT", from = Day(start, from), to = to is { } last ? Day(start, last) : null, at = start.AddDays(-60) });
            await transaction.ExecuteAsync(
                """
                INSERT INTO provider_nones (id, agency_id, reason, recorded_at, recorded_by, recorded_by_name)
                SELECT @id, agencies.id, 'Đơn vị tự vận hành, chỉ có một trang thông tin.', @at, 'desk', @name FROM agencies WHERE code = 'X-BINHAN'
                """,
                new { id = Ids.Next(start), at = start.AddDays(-50), name = cast.ShiftLead.Name });
            await transaction.ExecuteAsync(
                """
                INSERT INTO sharing_records (id, shared_at, what, recipient, centre_id, tlp, cause, channel, proof, entered_at, entered_by, entered_by_name)
                VALUES (@id, @at, 'Danh sách địa chỉ phát tán mã độc trong tuần', 'Công an tỉnh Hòa Giang (ví dụ)', NULL, 'amber', 'Quy chế phối hợp', 'by-hand', 'Công văn 45/BC-TT, có ký nhận', @at, 'desk', @name)
                """,
                new { id = Ids.Next(start.AddDays(-4)), at = start.AddDays(-4), name = cast.ShiftLead.Name });
        }, cancellation);
    }

    private static async Task<Guid> ProviderAsync(
        Transaction transaction, string name, (string Name, string Channel, string Value) incident, (string Name, string Channel, string Value) monitoring, DateTimeOffset start, string by, bool verified)
    {
        var id = Ids.Next(start);
        await transaction.ExecuteAsync(
            "INSERT INTO providers (id, name, name_key, created_at, version) VALUES (@id, @name, @key, @at, 1)", new { id, name, key = ProviderRows.KeyOf(name), at = start.AddDays(-60) });
        foreach (var (contact, purpose, days) in new[] { (incident, "incident", -20), (monitoring, "monitoring", -400) })
            await transaction.ExecuteAsync(
                """
                INSERT INTO provider_contacts (id, provider_id, name, purpose, channel, value, verified_on, verified_by, created_at)
                VALUES (@contactId, @id, @contactName, @purpose, @channel, @value, CAST(@verifiedOn AS BIGINT), @verifiedBy, @at)
                """,
                new
                {
                    contactId = Ids.Next(start), id, contactName = contact.Name, purpose, channel = contact.Channel, value = contact.Value,
                    verifiedOn = verified ? start.AddDays(days) : (DateTimeOffset?)null, verifiedBy = verified ? by : null, at = start.AddDays(-420),
                });
        return id;
    }

    private static string Day(DateTimeOffset start, int days) => start.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
