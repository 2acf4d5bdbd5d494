namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Providers = new("Nhà cung cấp dịch vụ ATTT", "Security providers");
    public static readonly Text ProvidersMean = new(
        "Mỗi cơ quan có nhà cung cấp đã cam kết, hoặc có người ghi rõ là không có (chỉ thị tháng 01/2023).",
        "Each agency has a provider that is committed, or somebody has said expressly that it has none (directive of January 2023).");
    public static readonly Text ProviderCoverage = new("Cơ quan nào đã có, cơ quan nào còn trống", "Who is covered, and who is not");
    public static readonly Text ProviderAgency = new("Cơ quan", "Agency");
    public static readonly Text ProviderState = new("Tình trạng", "State");
    public static readonly Text ProviderBy = new("Nhà cung cấp", "Provider");
    public static readonly Text ProviderUntil = new("đến hết {0}", "until {0}, included");
    public static readonly Text ProviderOpenEnd = new("không thời hạn", "no last day");
    public static readonly Text ProviderFromDay = new("từ {0}", "from {0}");
    public static readonly Text ProviderGapDays = new("trống từ {0} đến {1}", "nobody from {0} to {1}");
    public static readonly Text ProviderGapOpen = new("trống từ {0}", "nobody from {0} on");
    public static readonly Text ProviderEndingOn = new("hết hạn {0}, chưa có cam kết tiếp theo", "ends on {0}, and nothing follows");
    public static readonly Text ProviderNobodyYet = new("chưa có cam kết và chưa ai ghi là không có", "no commitment, and nobody has said that there is none");
    public static readonly Text ProviderUntilFirst = new("chưa có cam kết đến {0}", "no commitment until {0}");
    public static readonly Text ProviderSystemsLeft = new("Hệ thống chưa có cam kết: {0}", "Systems without a commitment: {0}");
    public static readonly Text ProviderNoneSaid = new("Không có, {0} ghi {1}: {2}", "None, said by {0} on {1}: {2}");
    public static readonly Text ProviderNoneAct = new("Ghi rõ là không có", "Say that there is none");
    public static readonly Text ProviderNoneWithdraw = new("Không còn đúng", "This holds no more");
    public static readonly Text ProviderNoneWithdrawMeans = new(
        "Lời ghi vẫn còn trong sổ. Từ bây giờ, cơ quan được tính là còn trống nếu không có cam kết nào. Hoàn tác: ghi lại là không có.",
        "The word stays on record. From now on the agency counts as a gap, unless a commitment covers it. To undo: say again that there is none.");
    public static readonly Text ProviderNoneWho = new("Cơ quan (mã)", "Agency (code)");
    public static readonly Text ProviderReason = new("Lý do", "Reason");
    public static readonly Text ProviderList = new("Các nhà cung cấp", "Providers");
    public static readonly Text ProviderListNone = new("Chưa có nhà cung cấp nào.", "There is no provider yet.");
    public static readonly Text ProviderAdd = new("Thêm nhà cung cấp", "Add a provider");
    public static readonly Text ProviderName = new("Tên", "Name");
    public static readonly Text ProviderNote = new("Ghi chú", "Note");
    public static readonly Text ProviderChange = new("Sửa tên, ghi chú", "Change name or note");
    public static readonly Text ProviderChangeMeans = new(
        "Tên mới hiện ở mọi nơi, cả trong cam kết đã có. Ghi chú chỉ bàn trực thấy.", "The new name stands everywhere, in commitments that are there too. The note is for the desk alone.");
    public static readonly Text ProviderContacts = new("Đầu mối", "Contacts");
    public static readonly Text ProviderContactsNone = new("Chưa có đầu mối nào.", "There is no contact yet.");
    public static readonly Text ProviderVerified = new("xác minh {0}, {1}", "checked {0}, {1}");
    public static readonly Text ProviderVerify = new("Đã thử, dùng được", "I tried it, it works");
    public static readonly Text ProviderContactEnd = new("Bỏ", "Take out");
    public static readonly Text ProviderContactAdd = new("Thêm đầu mối", "Add a contact");
    public static readonly Text ProviderContactName = new("Họ tên hoặc bộ phận", "Name or unit");
    public static readonly Text ProviderPurpose = new("Việc", "For");
    public static readonly Text ProviderChannel = new("Cách liên hệ", "By");
    public static readonly Text ProviderValue = new("Số điện thoại hoặc địa chỉ thư", "Number or address");
    public static readonly Text ProviderCommitments = new("Cam kết", "Commitments");
    public static readonly Text ProviderCommitmentsNone = new("Chưa có cam kết nào.", "There is no commitment yet.");
    public static readonly Text ProviderCommitAdd = new("Ghi cam kết", "Enter a commitment");
    public static readonly Text ProviderDocument = new("Số, ngày hợp đồng hoặc bản cam kết", "Number and day of the contract");
    public static readonly Text ProviderServices = new("Dịch vụ", "Services");
    public static readonly Text ProviderHoursLabel = new("Thời gian phục vụ", "Hours");
    public static readonly Text ProviderFrom = new("Từ ngày", "From");
    public static readonly Text ProviderTo = new("Đến hết ngày (để trống: không thời hạn)", "Until, included (empty: no last day)");
    public static readonly Text ProviderSystems = new("Hệ thống (mã, để trống: tất cả)", "Systems (codes, empty: all)");
    public static readonly Text ProviderSystemsAll = new("mọi hệ thống", "all systems");
    public static readonly Text ProviderEnd = new("Kết thúc cam kết", "End the commitment");
    public static readonly Text ProviderEndMeans = new(
        "Cam kết vẫn còn trong sổ, kèm lý do. Từ ngày kế tiếp, cơ quan được tính là còn trống nếu không có cam kết khác.",
        "It stays on record with its reason. From the next day on the agency counts as a gap, unless another commitment covers it.");
    public static readonly Text ProviderEndOn = new("Ngày cuối cùng còn hiệu lực", "Last day on which it holds");
    public static readonly Text ProviderSave = new("Lưu", "Save");

    public static readonly IReadOnlyDictionary<string, Text> ProviderStates = new Dictionary<string, Text>
    {
        ["uncovered"] = new("Chưa có", "Nobody"),
        ["ended"] = new("Đã hết cam kết", "Commitment over"),
        ["gap"] = new("Có khoảng trống", "Gap"),
        ["ending"] = new("Sắp hết cam kết", "Ends soon"),
        ["none"] = new("Ghi rõ không có", "None, expressly"),
        ["covered"] = new("Đã có", "Covered"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProviderWarnings = new Dictionary<string, Text>
    {
        ["never-verified"] = new("chưa ai xác minh", "never checked"),
        ["stale"] = new("xác minh đã quá 12 tháng", "checked over 12 months ago"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProviderPurposes = new Dictionary<string, Text>
    {
        ["incident"] = new("ứng cứu sự cố", "incident response"),
        ["monitoring"] = new("giám sát", "monitoring"),
        ["management"] = new("quản lý hợp đồng", "management"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProviderServiceNames = new Dictionary<string, Text>
    {
        ["monitoring"] = new("giám sát", "monitoring"),
        ["protection"] = new("bảo vệ", "protection"),
        ["response"] = new("ứng cứu", "response"),
        ["assessment"] = new("kiểm tra, đánh giá", "assessment"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProviderHours = new Dictionary<string, Text>
    {
        ["24x7"] = new("24 giờ, 7 ngày", "24 hours, 7 days"),
        ["office-hours"] = new("giờ hành chính", "office hours"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProviderChannels = new Dictionary<string, Text>
    {
        ["phone"] = new("Điện thoại", "Phone"),
        ["mail"] = new("Thư điện tử", "Mail"),
    };
}
