namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text HomeHeading = new("Trang của đơn vị", "Your agency");
    public static readonly Text HomeDrafts = new("{0} bản nháp chưa gửi", "Drafts not sent: {0}");
    public static readonly Text HomeDues = new("Hạn của đơn vị", "What is due");
    public static readonly Text HomeDue = new("{0}, nộp cho {1}", "{0}, to {1}");
    public static readonly Text HomeIncidents = new("Sự cố đang mở", "Open incidents");
    public static readonly Text HomeNoIncidents = new("Đơn vị không có sự cố nào đang mở.", "Your agency has no open incidents.");
    public static readonly Text HomeAllIncidents = new("Mọi sự cố của đơn vị", "All incidents of your agency");
    public static readonly Text HomeAdvisories = new("Cảnh báo gửi đơn vị", "Advisories for you");
    public static readonly Text HomeNoAdvisories = new("Chưa có cảnh báo nào chờ đơn vị trả lời.", "No advisory waits for your answer.");
    public static readonly Text HomeAllAdvisories = new("Mọi cảnh báo", "All advisories");
    public static readonly Text HomeAllSystems = new("Đơn vị và mọi hệ thống", "The agency and all systems");
    public static readonly Text HomePhones = new("Số điện thoại", "Phone numbers");
    public static readonly Text HomeCentres = new(
        "Các trung tâm quốc gia do trung tâm này báo thay; đơn vị chỉ cần gọi trực ban.", "This desk tells the national centres; you only need to call the duty desk.");
}
