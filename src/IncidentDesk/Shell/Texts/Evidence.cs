namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text EvidenceHeading = new("Bằng chứng", "Evidence");
    public static readonly Text EvidenceCaption = new("Các tệp của sự cố này", "The files of this incident");
    public static readonly Text NoEvidence = new("Chưa có tệp nào.", "There are no files so far.");
    public static readonly Text ColumnFile = new("Tệp", "File");
    public static readonly Text ColumnSize = new("Dung lượng", "Size");
    public static readonly Text ColumnScan = new("Quét mã độc", "Malware scan");
    public static readonly Text ColumnAdded = new("Thêm bởi", "Added by");
    public static readonly Text ColumnCustody = new("Quá trình lưu giữ", "Custody");
    public static readonly Text EvidenceAdd = new("Thêm tệp", "Add a file");
    public static readonly Text EvidenceFile = new("Tệp cần thêm, tối đa {0} MB", "The file, {0} MB at most");
    public static readonly Text EvidenceDescription = new("Đây là gì, lấy từ đâu", "What it is and where it was taken");
    public static readonly Text EvidenceTlp = new("Dấu chia sẻ TLP", "TLP mark");
    public static readonly Text EvidenceSend = new("Tải lên", "Upload");
    public static readonly Text EvidenceGone = new("Đã tải {0}%", "{0}% uploaded");
    public static readonly Text EvidenceBroken = new("Việc tải lên bị ngắt. Chưa có gì được lưu, hãy thử lại.", "The upload broke off. Nothing was stored, try again.");
    public static readonly Text EvidenceMeans = new(
        "Tệp được giữ nguyên như đã gửi, không mở và không giải nén. Không gửi tài liệu có dấu chỉ độ mật.",
        "The file is kept exactly as it came, neither opened nor unpacked. Do not send anything with a state secret marking.");
    public static readonly Text EvidenceRefused = new("Chưa lưu tệp.", "The file was not stored.");
    public static readonly Text EvidenceNotServed = new("Có mã độc: không tải xuống tại đây.", "Malware: not downloaded from here.");
    public static readonly Text CustodyLines = new("Xem {0} lần ghi", "Show entries ({0})");
    public static readonly Text CustodyBare = new("{0}, lúc {1}", "{0}, at {1}");
    public static readonly Text CustodyRecord = new("Ghi ai đang giữ", "Write down who has it");
    public static readonly Text CustodyAll = new("Xem trang lưu giữ", "Open the page of its custody");
    public static readonly Text CustodyMeans = new(
        "Lần ghi không sửa, không xóa được: ghi sai thì ghi thêm lần đúng.", "An entry cannot be changed or removed: a wrong one is followed by a right one.");
    public static readonly Text CustodyAct = new("Việc", "What was done");
    public static readonly Text CustodyHolder = new("Từ lúc đó ai giữ (họ tên, đơn vị)", "Who has it after this (name and unit)");
    public static readonly Text CustodyChoose = new("Chọn một việc trong danh sách.", "Choose one of the list.");
    public static readonly Text CustodyWritten = new("{0} ghi lại, {1}", "written by {0}, {1}");
    public static readonly Text CustodyRecorded = new("Đã ghi.", "Written down.");
    public static readonly Text CustodyLine = new("{0}: {1}, lúc {2}. {3}", "{0}: {1}, at {2}. {3}");

    public static readonly IReadOnlyDictionary<string, Text> Scans = new Dictionary<string, Text>
    {
        ["unscanned"] = new("Chưa quét", "Not scanned"),
        ["scanning"] = new("Đang quét", "Being scanned"),
        ["clean"] = new("Không thấy mã độc", "No malware found"),
        ["infected"] = new("Có mã độc", "Malware found"),
        ["scan-failed"] = new("Quét không được", "Scan failed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CustodyActs = new Dictionary<string, Text>
    {
        ["received"] = new("Tiếp nhận", "Received"),
        ["handed-over"] = new("Bàn giao", "Handed over"),
        ["copied"] = new("Sao chép", "Copied"),
        ["examined"] = new("Giám định", "Examined"),
        ["sealed"] = new("Niêm phong", "Sealed"),
        ["returned"] = new("Trả lại", "Returned"),
        ["destroyed"] = new("Tiêu hủy", "Destroyed"),
    };
}
