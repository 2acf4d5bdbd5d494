using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>The words of a dossier's index, both languages side by side.</summary>
public static class DossierText
{
    public static readonly Text Drill = new("DIỄN TẬP. Không có sự cố thật.", "DRILL. There is no real incident.");
    public static readonly Text Title = new("Hồ sơ chuyển cấp {0}", "Dossier of the escalation {0}");
    public static readonly Text What = new("Sự cố", "What");
    public static readonly Text Agency = new("Đơn vị", "Agency");
    public static readonly Text Status = new("Trạng thái", "Status");
    public static readonly Text Severity = new("Mức độ", "Severity");
    public static readonly Text Mark = new("Dấu chia sẻ", "Sharing mark");
    public static readonly Text Received = new("Tiếp nhận lúc", "Received");
    public static readonly Text Taken = new("Người nhận việc", "Taken by");
    public static readonly Text AsOf = new("Tính đến", "As of");
    public static readonly Text Sent = new("Đã gửi cho ai", "Who was told");
    public static readonly Text Story = new("Diễn biến", "What happened");
    public static readonly Text Verify = new("Cách kiểm tra", "How to check it");
    public static readonly Text HowToVerify = new(
        "Trong thư mục này, chạy: sha256sum -c {0}. Mã của mỗi tệp message là mã nội dung đã duyệt và đã gửi lần đầu.",
        "In this folder, run: sha256sum -c {0}. The sum of each message file is the hash of what was approved and first sent.");

    public static readonly IReadOnlyList<Text> SentHead =
    [
        new("Lập lúc", "Planned"), new("Nơi nhận", "Recipient"), new("Kênh", "Channel"), new("Lý do", "Cause"), new("Kết quả", "State"),
        new("Kết thúc", "Ended"), new("Lần thử, trả lời cuối", "Attempts, last reply"), new("Mã nội dung", "Content hash"), new("Thư mục", "Folder"),
    ];

    public static readonly IReadOnlyList<Text> StoryHead = [new("Lúc", "At"), new("Ai", "Who"), new("Việc", "What")];
}
