using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What a short message asks for, by what caused it. It may have taken the place of a mail that failed, so it never says that one was sent.</summary>
public static class NoticeText
{
    public static readonly Text Desk = new("Bàn trực sự cố", "Incident desk");
    public static readonly Text Drill = new("DIỄN TẬP", "DRILL");

    /// <summary>The incident as it is spoken: its order, its year, how bad.</summary>
    public static readonly Text Which = new("Sự cố số {0} năm {1}, mức độ {2}. ", "Incident number {0} of {1}, severity {2}. ");

    private static readonly Text Report = new("Có báo cáo sự cố gửi Quý cơ quan. Hãy gọi để nhận.", "There is an incident report for you. Call to receive it.");

    private static readonly Dictionary<string, Text> ByCause = new()
    {
        ["report"] = Report,
        ["forward"] = Report,
        ["obligation"] = new("Có báo cáo theo luật gửi Quý cơ quan. Hãy gọi để nhận.", "There is a report due to you by law. Call to receive it."),
        ["update"] = new("Sự cố có cập nhật. Hãy gọi để nhận.", "The incident has an update. Call to receive it."),
        ["retraction"] = new("Báo cáo về sự cố này đã được rút lại.", "The report of this incident is withdrawn."),
        ["rung"] = new("Cần người nhận việc. Hãy xác nhận trên hệ thống ngay.", "Somebody must take it. Acknowledge it on the desk now."),
        ["alarm"] = new("Có cảnh báo cần người xử lý. Hãy mở hệ thống.", "An alarm needs a person. Open the desk."),
        ["reminder"] = new("Sắp đến hạn. Hãy mở hệ thống.", "A time limit is near. Open the desk."),
        [TestSend.Cause] = new("Tin thử, không cần làm gì.", "This is a test, nothing to do."),
    };

    private static readonly Text Call = new(" Gọi {0}.", " Call {0}.");

    public static IEnumerable<string> Causes => ByCause.Keys;

    public static string Ask(string cause, Language language) => Texts.Say(ByCause, cause, language);

    public static string CallUs(string? phone, Language language) => phone is null ? "" : Call.In(language, phone);
}
