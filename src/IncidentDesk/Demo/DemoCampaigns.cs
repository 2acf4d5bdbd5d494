using IncidentDesk.Audit;
using IncidentDesk.Hunts;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>A hunt with results and with silence, systems whose hunt and scan are in time, near, late and never done, and a request of a centre that is half answered.</summary>
internal static class DemoCampaigns
{
    public static async Task PlantAsync(Database database, TimeZoneInfo zone, DateTimeOffset start, CancellationToken cancellation)
    {
        var cast = await DemoCast.FindAsync(database, cancellation);
        await database.WriteAsync(async transaction =>
        {
            await PlantChecksAsync(transaction, cast.ShiftLead, zone, start);
            await PlantHuntAsync(transaction, cast, zone, start);
            await PlantRequestAsync(transaction, cast, start);
        }, cancellation);
    }

    private static async Task PlantChecksAsync(Transaction transaction, Actor by, TimeZoneInfo zone, DateTimeOffset start)
    {
        int[] days = [30, 170, 200, 60];
        foreach (var (system, n) in (await transaction.QueryAsync<Guid>("SELECT id FROM systems ORDER BY code")).Select((system, n) => (system, n)).Where(one => one.n % 5 != 4))
        {
            await Checks.WriteAsync(transaction, new(system, Checks.Scan, start.AddDays(-days[n % 4]), null, "OpenVAS 22.4", n % 3, null), by, start, zone);
            if (n % 2 == 0)
                await Checks.WriteAsync(transaction, new(system, Checks.Hunt, start.AddDays(-days[(n + 1) % 4]), null, "Nhật ký proxy, 90 ngày", null, null), by, start, zone);
        }
    }

    private static async Task PlantHuntAsync(Transaction transaction, DemoCast cast, TimeZoneInfo zone, DateTimeOffset start)
    {
        var opened = start.AddDays(-5);
        var hunt = await HuntWriting.OpenAsync(
            transaction,
            new()
            {
                Title = "Dấu vết khai thác thiết bị tường lửa", Hypothesis = "Thiết bị tường lửa chưa vá đã bị tạo tài khoản quản trị lạ và tải cấu hình ra ngoài.",
                Indicators = [new("user-account", "Local_Process_Access"), new("ipv4", "192.0.2.77", "máy chủ điều khiển")],
                Queries = [new("Nhật ký tường lửa", "user=\"Local_Process_Access\" OR user_interface=\"Node.js\"")], Tlp = "amber", Period = new(start.AddDays(-180), start.AddDays(-5)),
                DueAt = start.AddDays(6), Scope = new(),
            },
            null, cast.ShiftLead, opened);
        foreach (var code in (string[])["SO-YTE", "SO-GDDT", "SO-TC", "SO-KHCN"])
        {
            await transaction.ExecuteAsync(
                "INSERT INTO hunt_agencies (hunt_id, agency_id, asked_at, version) VALUES (@hunt, @agency, @opened, 1)", new { hunt, agency = cast.Agencies[code], opened });
            await transaction.ExecuteAsync(
                "INSERT INTO hunt_cells (hunt_id, agency_id, system_key, outcome, n) VALUES (@hunt, @agency, '', 'waiting', 0)", new { hunt, agency = cast.Agencies[code] });
        }
        await ResultWriting.WriteAsync(
            transaction, new(new(hunt, "Dấu vết khai thác thiết bị tường lửa", "open", cast.Agencies["SO-TC"], "SO-TC", "", "", 1, start.AddDays(-180), start.AddDays(-5)), null, [], 0),
            new()
            {
                Outcome = HuntResultRules.NothingFound, Query = "user=\"Local_Process_Access\" OR user_interface=\"Node.js\"", SearchedFrom = start.AddDays(-180),
                SearchedTo = start.AddDays(-4), Note = "Nhật ký lưu đủ 180 ngày.",
            },
            null, cast.ShiftLead, start.AddDays(-3), zone);
    }

    private static async Task PlantRequestAsync(Transaction transaction, DemoCast cast, DateTimeOffset start)
    {
        var (id, at, by) = (Ids.Next(start.AddDays(-1)), start.AddDays(-1), cast.ShiftLead);
        await transaction.ExecuteAsync(
            """
            INSERT INTO coordination_requests (id, centre_id, reference, subject, text, tlp, received_at, deadline_at, state, created_at, created_by, created_by_name, version)
            VALUES (@id, 'vncert', '38/ĐP-MẪU', 'Rà soát kết nối tới máy chủ điều khiển 192.0.2.77', NULL, 'amber', @at, @deadline, 'open', @at, @by, @name, 1)
            """,
            new { id, at, deadline = start.AddDays(3), by = by.Word, name = by.Name });
        foreach (var (text, n) in new[] { "Số máy có kết nối trong 90 ngày qua", "Biện pháp đã áp dụng" }.Select((text, n) => (text, n + 1L)))
            await transaction.ExecuteAsync("INSERT INTO coordination_items (request_id, n, text) VALUES (@id, @n, @text)", new { id, n, text });
        foreach (var code in (string[])["SO-YTE", "SO-KHCN"])
            await transaction.ExecuteAsync(
                "INSERT INTO coordination_agencies (request_id, agency_id, asked_at) VALUES (@id, @agency, @at)", new { id, agency = cast.Agencies[code], at });
        await transaction.ExecuteAsync(
            """
            INSERT INTO coordination_answers (id, request_id, item, agency_id, text, evidence, paper, completes_at, at, actor, actor_name)
            VALUES (@answer, @id, 1, @agency, 'Có 2 máy trạm kết nối, đã cách ly.', NULL, '215/SYT-VP', @said, @said, @by, @name)
            """,
            new { answer = Ids.Next(start.AddHours(-6)), id, agency = cast.Agencies["SO-YTE"], said = start.AddHours(-6), by = by.Word, name = by.Name });
        await AuditTrail.AppendAsync(transaction, by.Word, "coordination.take", id.ToString("D"), "vncert", at);
    }
}
