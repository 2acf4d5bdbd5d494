namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Search = new("Tìm kiếm", "Search");
    public static readonly Text SearchFor = new("Tìm: {0}", "Search: {0}");
    public static readonly Text SearchLabel = new("Số sự cố, tiêu đề, địa chỉ, CVE, mã đơn vị…", "Number, title, address, CVE, agency code…");
    public static readonly Text SearchGo = new("Tìm", "Search");
    public static readonly Text SearchOptions = new("Kết quả gợi ý", "Suggested results");
    public static readonly Text SearchNone = new("Không có kết quả", "No results");
    public static readonly Text SearchCount = new("{0} kết quả", "{0} results");
    public static readonly Text SearchMore = new("{0} kết quả đầu, còn nữa", "The first {0} results, there are more");
    public static readonly Text SearchNothing = new("Không tìm thấy gì cho \"{0}\" trong những gì anh/chị được xem.", "Nothing found for \"{0}\" in what you may see.");
    public static readonly Text SearchHelp = new(
        "Gõ có dấu hay không dấu đều được, d thay cho đ. Tìm theo số (123), khóa nguồn, CVE, địa chỉ, mã băm, mã hoặc tên đơn vị. Báo cáo mới tìm được sau 2 giây.",
        "Type with or without marks. Find by number (123), source key, CVE, address, hash, agency code or name. A new report is found after 2 seconds.");
    public static readonly Text SearchOfAgency = new("Sự cố đang mở của đơn vị này", "Open incidents of this agency");

    public static readonly IReadOnlyDictionary<string, Text> SearchKinds = new Dictionary<string, Text>
    {
        ["number"] = new("Số sự cố", "Incident number"),
        ["agency"] = new("Đơn vị", "Agencies"),
        ["system"] = new("Hệ thống", "Systems"),
        ["key"] = new("Khóa nguồn", "Source key"),
        ["cve"] = new("CVE", "CVE"),
        ["address"] = new("Địa chỉ, dấu hiệu", "Addresses and observables"),
        ["hash"] = new("Mã băm", "Hashes"),
        ["title"] = new("Tiêu đề", "Titles"),
        ["text"] = new("Nội dung báo cáo", "What was reported"),
    };
}
