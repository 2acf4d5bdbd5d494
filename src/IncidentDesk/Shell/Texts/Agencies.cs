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
    public static readonly Text Tables = new("Bảng tính (CSV)", "Tables (CSV)");
    public static readonly Text TableOfAgencies = new("Tải bảng cơ quan", "Download the agencies");
    public static readonly Text TableOfSystems = new("Tải bảng hệ thống thông tin", "Download the information systems");
    public static readonly Text TableBringIn = new("Nhập từ bảng tính", "Bring a table in");
    public static readonly Text TableMeans = new(
        "Tệp CSV (UTF-8) như tệp tải về, tối đa 4 MB. Trước hết chỉ xem thử: chưa ghi gì cả. Ô để trống nghĩa là xóa giá trị; cột không có trong tệp giữ nguyên.",
        "A CSV file (UTF-8) like those you download, 4 MB at most. First you see what it would do: nothing is written. An empty cell empties the field; a column that the file does not have leaves it as it is.");
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
}
