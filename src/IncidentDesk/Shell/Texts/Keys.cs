namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text ApiKeys = new("Khóa API", "API keys");
    public static readonly Text NoApiKeys = new("Chưa có khóa nào.", "There is no key yet.");
    public static readonly Text ApiKeysMore = new("Các khóa cũ hơn", "Older keys");
    public static readonly Text ApiKeyOnce = new(
        "Khóa chỉ hiện một lần này. Hãy chép ngay vào nơi lưu giữ an toàn; bàn trực chỉ giữ mã băm.",
        "The key is shown this once. Copy it to a safe place now; the desk keeps only its hash.");
    public static readonly Text ApiKeySecret = new("Nội dung khóa", "The key");
    public static readonly Text ApiKeyName = new("Dùng để làm gì", "What it is for");
    public static readonly Text ApiKeyOwner = new("Thuộc về", "Belongs to");
    public static readonly Text ApiKeyOfDesk = new("Bàn trực (thấy tất cả)", "The desk (sees everything)");
    public static readonly Text ApiKeyDesk = new("Bàn trực", "The desk");
    public static readonly Text ApiKeyOfAgency = new("Một cơ quan", "An agency");
    public static readonly Text ApiKeyAgency = new("Mã cơ quan", "Code of the agency");
    public static readonly Text ApiKeyScopes = new("Phạm vi", "Scopes");
    public static readonly Text ApiKeyPerson = new(
        "Nhân danh người dùng (để trống nếu là máy)", "In the name of the user (empty for a mere machine)");
    public static readonly Text ApiKeyExpires = new("Hết hạn sau (ngày)", "Ends after (days)");
    public static readonly Text ApiKeyAdd = new("Tạo khóa", "Add a key");
    public static readonly Text ApiKeyState = new("Tình trạng", "State");
    public static readonly Text ApiKeyEnd = new("Hết hạn", "Ends");
    public static readonly Text ApiKeyNever = new("không hết hạn", "never");
    public static readonly Text ApiKeyUsed = new("Dùng lần cuối", "Last used");
    public static readonly Text ApiKeyUnused = new("chưa dùng", "not used yet");
    public static readonly Text ApiKeyAs = new("nhân danh {0}", "in the name of {0}");
    public static readonly Text ApiKeyOldUntil = new("khóa cũ còn dùng được đến {0}", "the old key opens until {0}");
    public static readonly Text ApiKeyChange = new("Xoay hoặc thu hồi: {0}", "Rotate or revoke: {0}");
    public static readonly Text ApiKeyOverlap = new("Khóa cũ còn dùng được thêm (giờ, tối đa 720)", "The old key still opens for (hours, at most 720)");
    public static readonly Text ApiKeyLater = new("Hạn mới sau (ngày, để trống nếu giữ hạn cũ)", "New end after (days, empty keeps the old one)");
    public static readonly Text ApiKeyRotate = new("Xoay khóa", "Rotate");
    public static readonly Text ApiKeyReason = new("Lý do thu hồi", "Reason for revoking");
    public static readonly Text ApiKeyRevoke = new("Thu hồi", "Revoke");
    public static readonly Text FormNumber = new("Chưa lưu: số ngày hoặc số giờ không hợp lệ.", "Not saved: the number of days or hours is not a number that works.");

    public static readonly IReadOnlyDictionary<string, Text> ApiKeyStates = new Dictionary<string, Text>
    {
        ["live"] = new("Đang dùng được", "Live"),
        ["revoked"] = new("Đã thu hồi", "Revoked"),
        ["expired"] = new("Đã hết hạn", "Expired"),
        ["owner-ended"] = new("Chủ sở hữu không còn", "Its owner has ended"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ApiScopes = new Dictionary<string, Text>
    {
        ["report"] = new("report: báo cáo sự cố", "report: file incidents"),
        ["read"] = new("read: đọc hồ sơ", "read: read records"),
        ["work"] = new("work: xử lý sự cố", "work: work on incidents"),
        ["approve"] = new("approve: phê duyệt", "approve: approve"),
        ["signal"] = new("signal: gửi cảnh báo của máy", "signal: send machine alerts"),
        ["exchange"] = new("exchange: trao đổi chỉ báo", "exchange: exchange indicators"),
        ["metrics"] = new("metrics: đọc số đo", "metrics: read measurements"),
        ["admin"] = new("admin: quản trị", "admin: administer"),
    };
}
