using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Papers.Docx;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Rules.Pictures;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Drills;

/// <summary>The report of a drill, to print and as DOCX: plan, participants, measured times, findings. In Vietnamese, as a paper of the state.</summary>
public static class DrillReport
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public sealed record Query(Guid Drill) : IRequest<Letter>;

    public sealed class Handler(Database database, DeskNames desk, Caller caller, AuditBook book, TimeProvider clock) : IRequestHandler<Query, Letter>
    {
        public async Task<Letter> Handle(Query query, CancellationToken cancellation)
        {
            var drill = await database.ReadAsync(
                async reading => await DrillReading.ViewAsync(reading, await DrillRows.RequireAsync(reading, query.Drill, caller), caller), cancellation);
            book.Taken(caller, "drill.report", drill.Id.ToString("D"), "taken");
            return Write(drill, desk, clock.GetUtcNow());
        }
    }

    public static Letter Write(DrillView drill, DeskNames desk, DateTimeOffset now)
    {
        var day = TimeZoneInfo.ConvertTime(now, desk.Zone);
        string At(DateTimeOffset? instant) => instant is { } at ? TimeZoneInfo.ConvertTime(at, desk.Zone).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture) : "–";
        return new(
            "", desk.Name, "Số:      /BC", $"ngày {day.Day:00} tháng {day.Month:00} năm {day.Year}", "BÁO CÁO", $"Kết quả diễn tập: {drill.Name}", "TLP:AMBER", IsDrill: true,
            "Bố cục nội bộ; chưa có mẫu báo cáo diễn tập do cơ quan có thẩm quyền ban hành.", [],
            [
                Heading("1. Kế hoạch"), Field("Hình thức", drill.Kind == DrillStates.Live ? "Diễn tập thực chiến" : "Diễn tập trên bàn"), Field("Trạng thái", Texts.DrillStates[drill.State].Vi),
                Field("Mục tiêu", drill.Goal), Field("Kịch bản", drill.Scenario), Field("Công cụ", drill.Tools), Field("Giới hạn khai thác", drill.Limits), Field("Phương án bảo vệ", drill.ProtectionPlan),
                Field("Khung thời gian", drill.Window is { } window ? $"{At(window.From)} – {At(window.To)}" : null), Field("Bắt đầu", At(drill.StartedAt)), Field("Kết thúc", At(drill.EndedAt)),
                Field("Người phê duyệt", drill.ApprovedBy),
                Heading("2. Thành phần"), Field("Người của bàn trực", Joined(drill.People.Select(person => person.Name))),
                Field("Cơ quan", Joined(drill.Agencies.Select(agency => agency.Name))), Field("Hệ thống", Joined(drill.Systems.Select(system => $"{system.Name} ({system.Agency}, cấp độ {system.Level})"))),
                Heading("3. Thời gian đo được, tính từ thời điểm phát hiện"), Times(drill),
                Field("Tiếp nhận", Half(drill.Incidents.Select(one => (long?)one.Seconds.Received))), Field("Có người nhận xử lý", Half(drill.Incidents.Select(one => one.Seconds.Acknowledged))),
                Field("Thông báo", Half(drill.Incidents.Select(one => one.Seconds.Notice))), Field("Báo cáo", Half(drill.Incidents.Select(one => one.Seconds.Report))),
                Heading("4. Kết quả và phát hiện"), Field("Đánh giá", drill.Summary ?? drill.Reason),
                new(PaperBlock.Table, "Phát hiện", [], ["Phát hiện", "Biện pháp", "Phụ trách", "Hạn"],
                    [.. drill.Findings.Select(one => (IReadOnlyList<string>)[one.Text, one.Action ?? "–", one.Responsible ?? "–", Day(one.DueOn)])]),
            ],
            [], [], "");
    }

    private static LetterPart Times(DrillView drill) => new(
        PaperBlock.Table, "Thời gian", [], ["Sự cố", "Cơ quan", "Tiếp nhận", "Nhận xử lý", "Thông báo", "Báo cáo"],
        [
            .. drill.Incidents.Select(one => (IReadOnlyList<string>)
                [one.Number, one.Agency, Span(one.Seconds.Received), Span(one.Seconds.Acknowledged), Span(one.Seconds.Notice), Span(one.Seconds.Report)]),
        ]);

    private static LetterPart Heading(string text) => new(PaperBlock.Heading, null, [text], [], []);

    private static LetterPart Field(string label, string? text) => new(PaperBlock.Answer, label, (string.IsNullOrWhiteSpace(text) ? "–" : text).Split('\n'), [], []);

    private static string Joined(IEnumerable<string> names) => string.Join("; ", names);

    private static string Half(IEnumerable<long?> seconds) => DrillTimes.Summary(seconds) is { Count: > 0 } took
        ? $"{took.Count} lần; một nửa không quá {Span((long)took.Half!.Value.TotalSeconds)}; chín phần mười không quá {Span((long)took.NineInTen!.Value.TotalSeconds)}"
        : "chưa có";

    private static string Span(long? seconds) => seconds is { } whole ? Spans.Say(TimeSpan.FromSeconds(whole), Language.Vietnamese) : "chưa";

    private static string Day(string? day) => day is { Length: 10 } ? $"{day[8..]}/{day[5..7]}/{day[..4]}" : "–";

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/drills/{drill:guid}/report", async (Guid drill, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var letter = await sender.Send(new Query(drill), cancellation);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(DocxWriter.Write(letter), Docx, $"dien-tap-{drill:N}.docx");
        })
        .Produces(StatusCodes.Status200OK, contentType: Docx).WithSummary("The report of a drill as DOCX").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
}
