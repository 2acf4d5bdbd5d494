namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text CallerHeading = new("Ghi báo cáo qua điện thoại", "Take a report by phone");
    public static readonly Text CallerShort = new("Ghi cuộc gọi", "Take a call");
    public static readonly Text CallerMeans = new("Năm ô, một nút. Chi tiết bổ sung sau trên trang sự cố.", "Five fields, one button. Details follow on the page of the incident.");
    public static readonly Text CallerAgency = new("Đơn vị nào gọi?", "Which agency is calling?");
    public static readonly Text CallerAgencyHint = new("Gõ mã hoặc một phần tên, không cần dấu.", "Type the code or a part of the name, without marks if you like.");
    public static readonly Text CallerAgencyWrong = new("Chưa rõ đơn vị nào: gõ đúng mã, hoặc chọn trong danh sách.", "It is not clear which agency: type its code, or choose from the list.");
    public static readonly Text CallerName = new("Tên người gọi", "Name of the caller");
    public static readonly Text CallerPhone = new("Số gọi lại", "Call back number");
    public static readonly Text CallerWords = new("Người gọi nói gì?", "What does the caller say?");
    public static readonly Text CallerWordsMissing = new("Ghi lời người gọi, một câu cũng được.", "Write what the caller says, one sentence will do.");
    public static readonly Text CallerKindChoose = new("Chọn một loại", "Choose a kind");
    public static readonly Text CallerWhen = new("Phát hiện {0}, {1} (sửa nếu khác)", "Noticed at {0}, {1} (change if it differs)");
    public static readonly Text CallerFile = new("Ghi báo cáo và lấy số", "File it and get the number");
    public static readonly Text CalledHeading = new("Đọc cho người gọi", "Read out to the caller");
    public static readonly Text CalledScript = new("Số sự cố của anh/chị: {0}. Trung tâm đã nhận và đang gọi người trực.", "Your incident number: {0}. The desk has it and is calling the people on duty.");
    public static readonly Text CalledPhone = new("Cần gì thêm, gọi số này:", "For anything else, call:");
    public static readonly Text CalledOpen = new("Mở sự cố", "Open the incident");
    public static readonly Text CalledNext = new("Ghi cuộc gọi khác", "Take another call");
}
