namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text OfflineHeading = new("Khi không có mạng", "When there is no line");
    public static readonly Text OfflineMeans = new(
        "Tải mẫu về máy trước. Mẫu điền được khi mất mạng, tạo một tệp để gửi sau; cũng có thể in ra và điền tay.",
        "Download the form beforehand. It can be filled in without a line and makes a file to send later; it can also be printed and filled in by hand.");
    public static readonly Text OfflineDownload = new("Tải mẫu điền ngoại tuyến", "Download the offline form");
    public static readonly Text OfflineBringIn = new("Nộp tệp đã điền", "Bring in a file that was filled in");
    public static readonly Text OfflineBringInMeans = new(
        "Chọn tệp .json do mẫu ngoại tuyến tạo ra. Trang sau cho xem lại và nói trước điều sẽ xảy ra. Một tệp chỉ thành một báo cáo, nộp lại bao nhiêu lần cũng vậy.",
        "Choose the .json file that the offline form made. The next page shows it and says what will happen. One file becomes one report, however often it is brought in.");
    public static readonly Text OfflineFileLabel = new("Tệp báo cáo (.json)", "The file (.json)");
    public static readonly Text OfflineRead = new("Đọc tệp", "Read the file");
    public static readonly Text OfflineNoFile = new("Chọn tệp do mẫu ngoại tuyến tạo ra.", "Choose the file that the offline form made.");
    public static readonly Text OfflineTooLarge = new("Tệp lớn hơn 256 kB: không phải tệp của mẫu này.", "The file is larger than 256 kB: it is not one of this form's.");
    public static readonly Text OfflineFaults = new("Chưa đọc được tệp: {0} chỗ", "The file could not be read: {0} places");
    public static readonly Text OfflineKnown = new("Tệp này đã được nhận trước đó, số {0}. Không tạo báo cáo mới.", "This file was taken before, its number is {0}. No new report was made.");
    public static readonly Text OfflineHow = new(
        "Điền, rồi nhấn “Lưu thành tệp”. Khi có mạng: đăng nhập, mở “Báo cáo sự cố”, chọn “Nộp tệp đã điền”. Không có mạng lâu thì gọi trực ban.",
        "Fill it in, then press “Save as a file”. With a line: sign in, open “Report an incident”, choose “Bring in a file that was filled in”. If the line stays away, call the duty desk.");
    public static readonly Text OfflineSave = new("Lưu thành tệp", "Save as a file");
    public static readonly Text OfflineSaved = new("Đã tạo tệp {0}. Giữ tệp này để nộp khi có mạng.", "{0} was made. Keep it and bring it in when there is a line.");
    public static readonly Text OfflineMissing = new("Chọn chuyện đang xảy ra, ghi giờ phát hiện và một câu tóm tắt.", "Choose what is happening, write the time and one sentence.");
    public static readonly Text OfflineSystem = new("Mã hệ thống, nếu biết", "Code of the system, if known");
    public static readonly Text OfflinePaper = new("Nếu in ra: điền tay, chụp hoặc đọc qua điện thoại cho trực ban.", "On paper: fill it in by hand, and read it to the duty desk over the phone.");
}
