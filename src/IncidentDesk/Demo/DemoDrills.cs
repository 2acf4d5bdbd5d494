using IncidentDesk.Audit;
using IncidentDesk.Drills;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>A drill that came to its end, one that is planned, and one still being written. None of them runs: nothing of the demo is a drill's by itself.</summary>
internal static class DemoDrills
{
    public static async Task PlantAsync(Database database, DateTimeOffset start, CancellationToken cancellation)
    {
        var cast = await DemoCast.FindAsync(database, cancellation);
        await database.WriteAsync(async transaction =>
        {
            var past = start.AddDays(-75);
            var ended = await PlanAsync(transaction, cast, new("Diễn tập thực chiến quý III", DrillStates.Live, past, past.AddHours(6)), "SO-YTE-CTTDT", "UBND-TINH-DVC");
            await MoveAsync(transaction, ended, past.AddDays(-3), (DrillStates.Draft, DrillStates.Approved, "approve", cast.UnitHead), "approved_at = @at, approved_by = @name");
            await MoveAsync(transaction, ended, past.AddMinutes(5), (DrillStates.Approved, DrillStates.Running, "start", cast.ShiftLead), "started_at = @at, approved_by = coalesce(approved_by, @name)");
            await MoveAsync(transaction, ended, past.AddHours(5), (DrillStates.Running, DrillStates.Ended, "end", cast.ShiftLead), "ended_at = @at, summary = coalesce(summary, 'Phát hiện trong 12 phút; đầu mối của đơn vị nghe máy ở lần gọi thứ hai. Do ' || @name || ' chủ trì.')");
            foreach (var (text, action, n) in new[] { ("Danh bạ trực còn một số cũ.", "Cập nhật danh bạ, xác minh lại mỗi quý.", 1L), ("Nhật ký máy chủ web chỉ giữ 5 ngày.", "Tăng thời gian lưu lên 90 ngày.", 2L) })
                await transaction.ExecuteAsync(
                    "INSERT INTO drill_findings (drill_id, n, text, action, responsible, due_on) VALUES (@ended, @n, @text, @action, 'Trưởng ca', @due)",
                    new { ended, n, text, action, due = start.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) });
            var next = await PlanAsync(transaction, cast, new("Diễn tập thực chiến quý IV", DrillStates.Live, start.AddDays(14), start.AddDays(14).AddHours(4)), "SO-KHCN-TTDL");
            await MoveAsync(transaction, next, start.AddDays(-1), (DrillStates.Draft, DrillStates.Approved, "approve", cast.UnitHead), "approved_at = @at, approved_by = @name");
            await PlanAsync(transaction, cast, new("Bàn phương án mã độc tống tiền", DrillStates.Tabletop, null, null));
        }, cancellation);
    }

    private static async Task<Guid> PlanAsync(Transaction transaction, DemoCast cast, Plan plan, params string[] systems)
    {
        var at = plan.From?.AddDays(-20) ?? DateTimeOffset.FromUnixTimeMilliseconds(0).AddYears(56);
        var id = Ids.Next(at);
        var isLive = plan.Kind == DrillStates.Live;
        await transaction.ExecuteAsync(
            """
            INSERT INTO drills (id, name, kind, goal, scenario, tools, limits, protection_plan, starts_at, ends_at, state, moves, written_by, created_at, version)
            VALUES (@id, @name, @kind, @goal, @scenario, @tools, @limits, @protection, CAST(@from AS BIGINT), CAST(@to AS BIGINT), 'draft', 1, @by, @at, 1)
            """,
            new
            {
                id, name = plan.Name, kind = plan.Kind, goal = "Đo thời gian từ phát hiện đến thông báo, báo cáo và có người nhận xử lý.", scenario = isLive ? "Trang thông tin bị chèn nội dung lạ, có tệp lạ trên máy chủ." : null,
                tools = isLive ? "Máy quét của đội ứng cứu, tài khoản thử nghiệm." : null, limits = isLive ? "Không xóa, không sửa dữ liệu thật; không tấn công từ chối dịch vụ." : null,
                protection = isLive ? "Sao lưu trước khi bắt đầu; trưởng ca dừng bất cứ lúc nào; đường dây riêng với đơn vị vận hành." : null, from = plan.From, to = plan.To, by = cast.ShiftLead.Id!.Value.ToString("D"), at,
            });
        foreach (var person in new[] { "truc1", "truc2", "truongca" })
            await transaction.ExecuteAsync("INSERT INTO drill_people (drill_id, person_id) VALUES (@id, @person)", new { id, person = cast.People[person].Id!.Value });
        foreach (var code in systems)
        {
            await transaction.ExecuteAsync("INSERT INTO drill_systems (drill_id, system_id) SELECT @id, id FROM systems WHERE code = @code", new { id, code });
            await transaction.ExecuteAsync(
                "INSERT INTO drill_agencies (drill_id, agency_id) SELECT @id, agency_id FROM systems WHERE code = @code ON CONFLICT (drill_id, agency_id) DO NOTHING", new { id, code });
        }
        await DrillRows.NoteAsync(transaction, id, 1, null, new(DrillStates.Draft, "add", cast.ShiftLead, at));
        return id;
    }

    private static async Task MoveAsync(Transaction transaction, Guid drill, DateTimeOffset at, (string From, string To, string What, Actor By) move, string set)
    {
        var moves = await transaction.SingleAsync<long>(
            $"UPDATE drills SET came_from = state, state = @to, moves = moves + 1, version = version + 1, {set} WHERE id = @drill RETURNING moves",
            new { to = move.To, drill, at, name = move.By.Name });
        await DrillRows.NoteAsync(transaction, drill, moves, move.From, new(move.To, move.What, move.By, at));
    }

    private sealed record Plan(string Name, string Kind, DateTimeOffset? From, DateTimeOffset? To);
}
