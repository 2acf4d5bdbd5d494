namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Sharing = new("Chia sẻ thông tin", "Information sharing");
    public static readonly Text SharedKnown = new("Thông tin được chia sẻ", "Shared with agencies");
    public static readonly Text SharingLinks = new("Liên lạc với các trung tâm", "Links to the centres");
    public static readonly Text SharingLinksMean = new(
        "Bằng chứng gần nhất rằng tin đã tới được từng trung tâm qua từng kênh. Mô phỏng không chứng minh gì; quá 30 ngày thì nên thử lại.",
        "The last proof that something reached each centre by each channel. What was simulated proves nothing; after 30 days it is worth a test.");
    public static readonly Text SharingCentre = new("Trung tâm", "Centre");
    public static readonly Text SharingChannel = new("Kênh", "Channel");
    public static readonly Text SharingState = new("Tình trạng", "State");
    public static readonly Text SharingProof = new("Bằng chứng", "Proof");
    public static readonly Text SharingDaysAgo = new("{0} ngày trước", "{0} days ago");
    public static readonly Text SharingTest = new("Gửi thử", "Send a test");
    public static readonly Text SharingTestMeans = new("Thư thử chỉ tới đầu mối đã xác minh và qua đúng chốt an toàn của kênh và của trung tâm.", "A test goes to the verified contact alone, and past the guard of the channel and of the centre.");
    public static readonly Text SharingRegister = new("Sổ chia sẻ", "Sharing register");
    public static readonly Text SharingNone = new("Chưa có gì được chia sẻ theo bộ lọc này.", "Nothing was shared that this filter shows.");
    public static readonly Text SharingAt = new("Lúc", "At");
    public static readonly Text SharingWhat = new("Nội dung", "What");
    public static readonly Text SharingWhom = new("Cho ai", "To whom");
    public static readonly Text SharingTlp = new("Dấu TLP", "TLP mark");
    public static readonly Text SharingCause = new("Căn cứ", "Why");
    public static readonly Text SharingKind = new("Nguồn", "Source");
    public static readonly Text SharingAll = new("tất cả", "all");
    public static readonly Text SharingFilter = new("Lọc", "Filter");
    public static readonly Text SharingTable = new("Tải bảng (CSV)", "Table (CSV)");
    public static readonly Text SharingAdd = new("Ghi việc chia sẻ bằng cách khác", "Enter what was shared by another way");
    public static readonly Text SharingAddMeans = new("Đã ghi thì không sửa được nữa.", "Once entered it is never changed.");
    public static readonly Text SharingRecipient = new("Nơi nhận", "Recipient");
    public static readonly Text SharingIncident = new("Sự cố liên quan (số, nếu có)", "Incident (number, if any)");
    public static readonly Text SharingSave = new("Ghi vào sổ", "Enter");
    public static readonly Text SharingSeen = new("Cơ quan đã mở văn bản này trên hệ thống.", "The agency has opened the letter on the desk.");
    public static readonly Text SharingOther = new("nơi khác", "somebody else");

    public static readonly Text KnownWeaknesses = new("Lỗ hổng đang bị khai thác liên quan hệ thống của đơn vị", "Exploited weaknesses that concern your systems");
    public static readonly Text KnownWeaknessesOfAll = new("Lỗ hổng đang bị khai thác liên quan hệ thống trong tỉnh", "Exploited weaknesses that concern systems of the province");
    public static readonly Text KnownAsOf = new("Theo danh mục KEV của CISA ngày {0}.", "By CISA's KEV catalogue of {0}.");
    public static readonly Text KnownEpssAsOf = new("Điểm EPSS ngày {0}.", "EPSS scores of {0}.");
    public static readonly Text KnownNoFile = new("Chưa nhập danh mục KEV.", "No KEV catalogue was brought in yet.");
    public static readonly Text KnownNone = new("Không có lỗ hổng nào trong danh mục trùng với sản phẩm đã khai.", "No weakness of the catalogue names a product that was registered.");
    public static readonly Text KnownWeakness = new("Lỗ hổng", "Weakness");
    public static readonly Text KnownSystems = new("Hệ thống", "Systems");
    public static readonly Text KnownAdded = new("Vào danh mục", "Added");
    public static readonly Text KnownEpss = new("điểm EPSS {0}", "EPSS {0}");
    public static readonly Text KnownRansom = new("dùng trong mã độc tống tiền", "used by ransomware");
    public static readonly Text ProvinceFigures = new("Số liệu toàn tỉnh, năm {0}", "Figures of the whole province, {0}");
    public static readonly Text ProvinceMeans = new("Chỉ là số cộng, không nêu tên cơ quan nào; không tính diễn tập và thử nghiệm.", "Sums alone, no agency is named; drills and tests are in no number.");
    public static readonly Text ProvinceTooFew = new("Có dưới ba cơ quan nên không công bố số liệu.", "There are fewer than three agencies, so no figures are shown.");
    public static readonly Text ProvinceIncidents = new("Sự cố đã tiếp nhận", "Incidents received");
    public static readonly Text ProvinceSerious = new("Trong đó nghiêm trọng theo luật", "Of these serious by law");
    public static readonly Text ProvinceUnended = new("Đang xử lý", "Still in hand");
    public static readonly Text ProvinceInTime = new("Nghĩa vụ báo cáo đúng hạn", "Duties filed in time");
    public static readonly Text ProvinceLate = new("Nộp muộn", "Filed late");
    public static readonly Text ProvinceOverdue = new("Quá hạn chưa nộp", "Overdue");
    public static readonly Text ProvinceLetters = new("Văn bản cảnh báo đã gửi", "Warning letters sent");
    public static readonly Text ProvinceReplies = new("Trả lời đã có trên số phải có", "Replies given, of those asked for");
    public static readonly Text ProvinceDrilled = new("Hệ thống cấp độ 3 trở lên đã diễn tập", "Systems of level 3 and above that were drilled");
    public static readonly Text ProvinceOf = new("{0} trên {1}", "{0} of {1}");

    public static readonly IReadOnlyDictionary<string, Text> SharingKinds = new Dictionary<string, Text>
    {
        ["delivery"] = new("Hệ thống gửi", "Sent by the desk"),
        ["screen"] = new("Xem trên hệ thống", "Seen on the desk"),
        ["export"] = new("Bản trích đã xuất", "Cut export"),
        ["by-hand"] = new("Nhập thủ công", "Entered by hand"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SharingCauses = new Dictionary<string, Text>
    {
        ["report"] = new("báo cáo sự cố", "incident report"),
        ["forward"] = new("chuyển tiếp", "forwarding"),
        ["obligation"] = new("nghĩa vụ theo luật", "legal duty"),
        ["update"] = new("cập nhật", "update"),
        ["retraction"] = new("rút lại", "retraction"),
        ["receipt"] = new("giấy báo nhận", "receipt"),
        ["advisory"] = new("văn bản cảnh báo", "warning letter"),
        ["request"] = new("yêu cầu", "request"),
        ["reminder"] = new("nhắc việc", "reminder"),
        ["test"] = new("gửi thử", "test"),
        ["canary"] = new("tin kiểm tra", "canary"),
        ["export"] = new("xuất bản trích", "cut export"),
        ["by-hand"] = new("nhập thủ công", "entered by hand"),
    };

    public static readonly IReadOnlyDictionary<string, Text> LinkStates = new Dictionary<string, Text>
    {
        ["no-contact"] = new("Chưa có đầu mối dùng được", "No usable contact"),
        ["never"] = new("Chưa có bằng chứng", "Never proven"),
        ["stale"] = new("Quá 30 ngày", "Over 30 days ago"),
        ["proven"] = new("Dùng được", "Works"),
    };

    public static readonly IReadOnlyDictionary<string, Text> KnownVerdicts = new Dictionary<string, Text>
    {
        ["affected"] = new("phiên bản bị ảnh hưởng", "affected version"),
        ["unknown"] = new("không rõ phiên bản", "version unknown"),
        ["product"] = new("cùng sản phẩm, cần kiểm tra phiên bản", "same product, check the version"),
    };
}
