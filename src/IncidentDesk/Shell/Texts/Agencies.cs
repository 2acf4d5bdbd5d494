namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Agencies = new("Cơ quan", "Agencies");
    public static readonly Text AgenciesMore = new("Các cơ quan tiếp theo", "More agencies");
    public static readonly Text AgencyTree = new("Cây tổ chức", "The tree");
    public static readonly Text AgencyKind = new("Loại", "Kind");
    public static readonly Text AgencyJurisdiction = new("Khối", "Jurisdiction");
    public static readonly Text AgencyValid = new("Hiệu lực", "Valid");
    public static readonly Text AgencyFrom = new("từ {0}", "from {0}");
    public static readonly Text AgencyFromTo = new("từ {0} đến {1}", "from {0} to {1}");
    public static readonly Text AgencyHeir = new("Kế thừa bởi", "Succeeded by");
    public static readonly Text AgencyEnded = new("đã kết thúc", "ended");
    public static readonly Text AgencyContact = new("Liên hệ", "Contact");
    public static readonly Text AgencySafe = new("Thư an toàn (khi thư của đơn vị bị chiếm)", "Safe mail (when their own is compromised)");
    public static readonly Text AgencySystems = new("Hệ thống thông tin", "Information systems");
    public static readonly Text SystemProducts = new("Sản phẩm, phiên bản của hệ thống", "Products and versions of systems");
    public static readonly Text AgencyNoSystems = new("Chưa khai báo hệ thống nào.", "No system is entered.");
    public static readonly Text ProtectionLevel = new("Cấp độ", "Level");
    public static readonly Text SystemConfirmed = new("{0}, {1} xác nhận: {2}", "{0}, confirmed by {1}: {2}");
    public static readonly Text SystemUnconfirmed = new("chưa ai xác nhận", "confirmed by nobody");
    public static readonly Text SystemSuggested = new("Gợi ý theo dữ kiện: cấp {0}", "Suggested by the facts: level {0}");
    public static readonly Text SystemNothingSuggested = new("Chưa đủ dữ kiện để gợi ý cấp độ.", "No fact suggests a level.");
    public static readonly Text SystemConfirm = new("Xác nhận cấp độ: {0}", "Confirm the level: {0}");
    public static readonly Text SystemNewLevel = new("Cấp độ (1 đến 5)", "Level (1 to 5)");
    public static readonly Text SystemReason = new("Căn cứ", "Reason");
    public static readonly Text SystemSave = new("Xác nhận", "Confirm");
    public static readonly Text AgencyAdd = new("Thêm cơ quan", "Add an agency");
    public static readonly Text AgencyAddBelow = new("Thêm cơ quan trực thuộc", "Add an agency below it");
    public static readonly Text AgencyChange = new("Sửa cơ quan: {0}", "Change the agency: {0}");
    public static readonly Text AgencyChangeShort = new("Sửa cơ quan", "Change the agency");
    public static readonly Text AgencyCode = new("Mã cơ quan", "Code of the agency");
    public static readonly Text AgencyCodeHint = new("Chữ hoa, số, gạch ngang, như SO-YTE. Mã không đổi được về sau.", "Capitals, digits and hyphens, like SO-YTE. It can never be changed.");
    public static readonly Text AgencyCodeStays = new("Mã không đổi: khi sáp nhập, hãy nhập cơ quan mới rồi ghi là kế thừa.", "A code never changes: after a merger enter the new agency and name it as successor.");
    public static readonly Text AgencyName = new("Tên cơ quan", "Name of the agency");
    public static readonly Text AgencyNameEn = new("Tên tiếng Anh", "Name in English");
    public static readonly Text AgencyJurisdictionHint = new("Quyết định báo cáo được chuyển tới cơ quan nào theo luật.", "Decides which authority its reports go to by law.");
    public static readonly Text AgencyParent = new("Trực thuộc", "Stands below");
    public static readonly Text AgencyParentHint = new("Mã cơ quan cấp trên; người của cơ quan cấp trên thấy hồ sơ của cơ quan này.", "Code of the agency above; its people see the records of this one.");
    public static readonly Text AgencyValidFrom = new("Từ ngày", "From the day");
    public static readonly Text AgencyValidFromHint = new("Ngày/tháng/năm, như 31/12/2026. Để trống: từ bây giờ, hoặc giữ ngày đã có.", "Day/month/year, like 31/12/2026. Empty: from now on, or the day that stands.");
    public static readonly Text AgencyValidTo = new("Kết thúc từ ngày", "Ends on the day");
    public static readonly Text AgencyValidToHint = new(
        "Từ 0 giờ ngày này cơ quan không còn: người của cơ quan không đăng nhập được, khóa API ngừng dùng.",
        "From midnight of this day the agency is no more: its people cannot sign in, its API keys end.");
    public static readonly Text AgencySuccessor = new("Cơ quan kế thừa", "Successor");
    public static readonly Text AgencySuccessorHint = new(
        "Mã cơ quan nhận nhiệm vụ. Sự cố cũ vẫn đứng tên cơ quan này; từ ngày kết thúc, cơ quan kế thừa thấy chúng.",
        "Code of the agency that takes its tasks over. Old incidents stay under the name of this agency; from its end on the successor sees them.");
    public static readonly Text AgencyBefore = new("Kế thừa từ", "Successor of");
    public static readonly Text AgencyKeepsIncidents = new("sự cố cũ vẫn đứng tên cơ quan này", "its old incidents stay under its name");
    public static readonly Text AgencyPhone = new("Điện thoại", "Phone");
    public static readonly Text AgencyEmail = new("Thư điện tử", "Mail");
    public static readonly Text AgencySafeHint = new(
        "Ở một tên miền khác. Đã ghi thì hệ thống không bao giờ gửi tới thư thường hay tên miền của nó nữa.",
        "In another domain. Where given, nothing is ever mailed to the ordinary address or its domain.");

    public static readonly Text SystemAdd = new("Thêm hệ thống", "Add a system");
    public static readonly Text SystemChange = new("Sửa hệ thống: {0}", "Change the system: {0}");
    public static readonly Text SystemChangeShort = new("Sửa hệ thống", "Change the system");
    public static readonly Text SystemOwner = new("Mã cơ quan chủ quản", "Code of the agency that owns it");
    public static readonly Text SystemCode = new("Mã hệ thống", "Code of the system");
    public static readonly Text SystemCodeHint = new("Chữ hoa, số, gạch ngang, như CTTDT; không trùng trong cơ quan. Mã không đổi được về sau.", "Capitals, digits and hyphens, like CTTDT; once within its agency. It can never be changed.");
    public static readonly Text SystemCodeStays = new("Mã và cơ quan chủ quản không đổi.", "Code and owner never change.");
    public static readonly Text SystemCalled = new("Tên hệ thống", "Name of the system");
    public static readonly Text SystemExposure = new("Kết nối", "Reached from");
    public static readonly Text SystemProvider = new("Đơn vị vận hành, cho thuê (nếu không phải cơ quan)", "Who runs or hosts it (where that is not the agency)");
    public static readonly Text SystemFacts = new("Dữ kiện để gợi ý cấp độ", "Facts from which a level is suggested");
    public static readonly Text SystemFactsOf = new("Dữ kiện: {0}", "Facts: {0}");
    public static readonly Text SystemPersonalData = new("Dữ liệu cá nhân", "Personal data");
    public static readonly Text SystemBasic = new("Số người có dữ liệu cơ bản", "People with basic data in it");
    public static readonly Text SystemSensitive = new("Số người có dữ liệu nhạy cảm", "People with sensitive data in it");
    public static readonly Text SystemPurpose = new("Dùng để làm gì", "What it is for");
    public static readonly Text SystemReach = new("Hạ tầng phục vụ", "Whose infrastructure it is");
    public static readonly Text SystemHarm = new("Nếu bị phá hoại, an ninh quốc gia", "If it were sabotaged, national security");
    public static readonly Text SystemSuggest = new("Xem gợi ý cấp độ", "See which level the facts suggest");
    public static readonly Text SystemSuggestionHeading = new("Gợi ý cấp độ", "The suggested level");
    public static readonly Text SystemNotSaved = new("Chưa lưu gì. Gợi ý không tự đổi cấp độ.", "Nothing is saved. A suggestion changes no level by itself.");
    public static readonly Text SystemLevelHint = new("Cấp độ dùng để xếp loại sự cố. Đổi ở đây thì coi như chưa ai xác nhận.", "Incidents are triaged by it. Changed here, it is confirmed by nobody.");
    public static readonly Text SystemProductsOf = new("Sản phẩm, phiên bản", "Products and versions");
    public static readonly Text ProductsWhy = new("Nhờ danh sách này, thư cảnh báo gợi ý được hệ thống nào có thể bị ảnh hưởng.", "By this list a warning letter suggests which systems may be affected.");
    public static readonly Text ProductsNone = new("Chưa ghi sản phẩm nào.", "No product is entered.");
    public static readonly Text ProductsNow = new("Đang chạy", "What it runs");
    public static readonly Text ProductsNowOthers = new("Đang chạy, theo bản mà người khác vừa lưu", "What it runs, as somebody else has just saved it");
    public static readonly Text ProductsChange = new("Sửa danh sách", "Change the list");
    public static readonly Text ProductsHint = new(
        "Mỗi dòng một sản phẩm: sản phẩm | phiên bản | số máy, như FortiOS | 7.0.6 | 2. Dán được từ bảng tính. Danh sách này thay cả danh sách cũ.",
        "One product a line: product | version | machines, like FortiOS | 7.0.6 | 2. It can be pasted from a spreadsheet. This list takes the place of the old one.");
    public static readonly Text ProductsSave = new("Lưu danh sách", "Save the list");
    public static readonly Text ProductsSaved = new("Đã lưu danh sách.", "The list is saved.");
    public static readonly Text ProductName = new("Sản phẩm", "Product");
    public static readonly Text ProductVersion = new("Phiên bản", "Version");
    public static readonly Text ProductHosts = new("Số máy", "Machines");
    public static readonly Text ProductNoted = new("Ghi lúc", "Noted");

    public static readonly Text RegisterNotSaid = new("Chưa ghi", "Not said");
    public static readonly Text RegisterChoose = new("Hãy chọn một mục trong danh sách.", "Choose one of the list.");
    public static readonly Text RegisterMerged = new(
        "Người khác vừa đổi {0} thành {1}. Anh/chị chưa sửa mục này, nên giữ giá trị mới.",
        "Somebody else changed {0} to {1}. You had left this field alone, so the new value stays.");
    public static readonly Text RegisterChangedBy = new("{0} vừa đổi lúc {1}.", "{0} changed it at {1}.");
    public static readonly Text RegisterByMachine = new("Một khóa API hoặc bảng nhập", "An API key or a table that was brought in");
    public static readonly Text Tables = new("Bảng tính (CSV)", "Tables (CSV)");
    public static readonly Text TableOfAgencies = new("Tải bảng cơ quan", "Download the agencies");
    public static readonly Text TableOfSystems = new("Tải bảng hệ thống thông tin", "Download the information systems");
    public static readonly Text TableBringIn = new("Nhập từ bảng tính", "Bring a table in");
    public static readonly Text TableMeans = new(
        "Tệp CSV (UTF-8) như tệp tải về, tối đa 4 MB. Trước hết chỉ xem thử: chưa ghi gì cả. Ô để trống nghĩa là xóa giá trị; cột không có trong tệp giữ nguyên. Ngày viết 31/12/2026 (ngày/tháng/năm) hoặc 2026-12-31.",
        "A CSV file (UTF-8) like those you download, 4 MB at most. First you see what it would do: nothing is written. An empty cell empties the field; a column that the file does not have leaves it as it is. Days are written 31/12/2026 (day/month/year) or 2026-12-31.");
    public static readonly Text TableRegister = new("Danh mục", "Register");
    public static readonly Text TableFile = new("Tệp", "File");
    public static readonly Text TableAgain = new("Tệp lớn hơn 1 MB: hãy chọn lại tệp", "The file is larger than 1 MB: choose it again");
    public static readonly Text TableTry = new("Xem thử", "See what it would do");
    public static readonly Text TableDo = new("Nhập vào danh mục", "Bring it in");
    public static readonly Text TableWould = new("Xem thử: thêm {0}, sửa {1}, giữ nguyên {2}, sai {3}. Chưa ghi gì.", "Dry run: {0} added, {1} changed, {2} unchanged, {3} refused. Nothing is written.");
    public static readonly Text TableDone = new("Đã nhập: thêm {0}, sửa {1}, giữ nguyên {2}.", "Done: {0} added, {1} changed, {2} unchanged.");
    public static readonly Text TableMend = new("Hãy sửa các dòng sai trong tệp rồi gửi lại: chỉ nhập khi mọi dòng đều đúng.", "Mend the refused lines in the file and send it again: all lines go in, or none.");
    public static readonly Text TableNoFile = new("Hãy chọn một tệp.", "Choose a file.");
    public static readonly Text TableLine = new("Dòng", "Line");
    public static readonly Text TableKey = new("Mã", "Code");
    public static readonly Text TableOutcome = new("Kết quả", "Outcome");
    public static readonly Text TableWhat = new("Chi tiết", "Details");
    public static readonly Text TableMore = new("Còn {0} dòng không hiển thị.", "{0} more lines are not shown.");

    public static readonly IReadOnlyDictionary<string, Text> TableOutcomes = new Dictionary<string, Text>
    {
        ["added"] = new("thêm", "added"),
        ["changed"] = new("sửa", "changed"),
        ["unchanged"] = new("giữ nguyên", "unchanged"),
        ["refused"] = new("sai", "refused"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AgencyKinds = new Dictionary<string, Text>
    {
        ["province"] = new("Cấp tỉnh", "Province"),
        ["department"] = new("Sở, ngành", "Department"),
        ["commune"] = new("Xã, phường", "Commune"),
        ["district"] = new("Cấp huyện (cũ)", "District"),
        ["unit"] = new("Đơn vị trực thuộc", "Unit"),
        ["enterprise"] = new("Doanh nghiệp", "Enterprise"),
        ["other"] = new("Khác", "Other"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AgencyJurisdictions = new Dictionary<string, Text>
    {
        ["civil"] = new("Dân sự", "Civil"),
        ["defence"] = new("Quốc phòng", "Defence"),
        ["public-security"] = new("Công an", "Public security"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemLevels = new Dictionary<string, Text>
    {
        ["1"] = new("Cấp 1", "Level 1"),
        ["2"] = new("Cấp 2", "Level 2"),
        ["3"] = new("Cấp 3", "Level 3"),
        ["4"] = new("Cấp 4", "Level 4"),
        ["5"] = new("Cấp 5", "Level 5"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemExposures = new Dictionary<string, Text>
    {
        ["internal"] = new("Chỉ mạng nội bộ", "The internal network only"),
        ["internet"] = new("Từ Internet", "The Internet"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemPersonalDataWords = new Dictionary<string, Text>
    {
        ["none"] = new("Không có", "None"),
        ["basic"] = new("Cơ bản", "Basic"),
        ["sensitive"] = new("Nhạy cảm", "Sensitive"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemPurposes = new Dictionary<string, Text>
    {
        ["public-information"] = new("Nội bộ, chỉ xử lý thông tin công khai", "Internal use, public information only"),
        ["internal-information"] = new("Thông tin nội bộ, không có bí mật nhà nước", "Internal information without state secrets"),
        ["online-service"] = new("Dịch vụ trực tuyến", "An online service"),
        ["conditional-service"] = new("Dịch vụ trực tuyến thuộc ngành nghề có điều kiện", "An online service of a conditional business"),
        ["administrative-procedures"] = new("Giải quyết thủ tục hành chính", "Settling administrative procedures"),
        ["national-e-government"] = new("Chính phủ điện tử quốc gia", "National e-government"),
        ["national-data-store"] = new("Kho dữ liệu quốc gia đặc biệt", "A special national data store"),
        ["industrial-control-ii-iv"] = new("Điều khiển công nghiệp, công trình cấp II đến IV", "Industrial control, works of class II to IV"),
        ["industrial-control-i"] = new("Điều khiển công nghiệp, công trình cấp I", "Industrial control, works of class I"),
        ["industrial-control-special"] = new("Điều khiển công nghiệp, công trình cấp đặc biệt", "Industrial control, works of the special class"),
        ["other"] = new("Khác", "Other"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemReaches = new Dictionary<string, Text>
    {
        ["none"] = new("Không phải hạ tầng", "It is no infrastructure"),
        ["one-agency"] = new("Của một cơ quan", "Of one agency"),
        ["province"] = new("Của bộ, ngành, tỉnh hoặc nhiều tỉnh", "Of a ministry, sector, province or several provinces"),
        ["nationwide"] = new("Toàn quốc", "Nationwide"),
        ["international"] = new("Quốc gia, kết nối quốc tế", "National, links abroad"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SystemHarms = new Dictionary<string, Text>
    {
        ["none"] = new("Không bị tổn hại", "Would not be harmed"),
        ["harm"] = new("Bị tổn hại", "Would be harmed"),
        ["serious"] = new("Bị tổn hại nghiêm trọng", "Would be seriously harmed"),
        ["exceptionally-serious"] = new("Bị tổn hại đặc biệt nghiêm trọng", "Would be exceptionally seriously harmed"),
    };
}
