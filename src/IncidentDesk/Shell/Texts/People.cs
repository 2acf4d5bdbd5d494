namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text PersonCalendar = new("Liên kết lịch", "Calendar link");
    public static readonly Text PersonCalendarHow = new(
        "Ai có liên kết này đọc được ca trực và thời hạn của người dùng. Mất điện thoại thì thu hồi; người dùng tự tạo liên kết mới.",
        "Whoever has it reads the person's shifts and deadlines. Take it back when a phone is lost; the person makes a new one.");
    public static readonly Text PersonCalendarEnd = new("Thu hồi liên kết lịch", "Take the calendar link back");
    public static readonly Text PasswordToSet = new("Mật khẩu mới", "New password");
    public static readonly Text PasswordHint = new(
        "Ít nhất 12 ký tự. Vài từ không liên quan đến nhau là tốt nhất, dấu cách và dấu tiếng Việt đều được; được dán từ trình quản lý mật khẩu. Không cần đổi định kỳ.",
        "At least 12 characters. Several words that do not belong together are best; blanks and marks are fine, pasting from a password manager too. It never expires.");
    public static readonly Text PasswordSet = new("Đặt mật khẩu", "Set the password");
    public static readonly Text Welcome = new("Chào {0}", "Welcome, {0}");
    public static readonly Text WelcomeBack = new("Đặt lại mật khẩu cho {0}", "A new password for {0}");
    public static readonly Text WelcomeUntil = new("Liên kết này dùng được một lần, đến {0}.", "This link works once, until {0}.");
    public static readonly Text WelcomeDone = new("Đã đặt mật khẩu", "The password is set");
    public static readonly Text WelcomeNotGood = new("Liên kết không dùng được", "This link does not work");
    public static readonly Text WelcomeNotGoodNext = new(
        "Liên kết không đúng, đã dùng hoặc đã hết hạn. Hãy xin người quản trị một liên kết mới.",
        "It is wrong, was used, or its time is over. Ask the administrator for a new one.");

    public static readonly Text People = new("Người dùng", "People");
    public static readonly Text PeopleFilter = new("Lọc", "Filter");
    public static readonly Text PeopleWords = new("Tên", "Name");
    public static readonly Text PeopleAll = new("Tất cả", "All");
    public static readonly Text PeopleShow = new("Hiện", "Show");
    public static readonly Text PeopleNone = new("Không có ai như vậy.", "There is nobody like that.");
    public static readonly Text PeopleMore = new("Tiếp theo", "More");
    public static readonly Text PersonRole = new("Vai trò", "Role");
    public static readonly Text PersonPosition = new("Chức trách khi trực", "Position");
    public static readonly Text PersonNoPosition = new("Không có", "None");
    public static readonly Text PersonAgency = new("Mã cơ quan", "Code of the agency");
    public static readonly Text PersonAgencyInShort = new("Cơ quan", "Agency");
    public static readonly Text PersonAgencyHint = new("Chỉ cho người báo cáo và đầu mối cơ quan; để trống cho người của bàn trực.", "For those who report and lead an agency; empty for the desk's own people.");
    public static readonly Text PersonOfDesk = new("Bàn trực", "The desk");
    public static readonly Text PersonPhone = new("Điện thoại", "Phone");
    public static readonly Text PersonEmail = new("Thư điện tử", "Mail");
    public static readonly Text PersonEnds = new("Hết quyền từ ngày", "Access ends on");
    public static readonly Text PersonEndsHint = new("Ngày/tháng/năm; để trống là không hạn.", "Day/month/year; empty for no end.");
    public static readonly Text PersonEndsOn = new("hết quyền {0}", "ends {0}");
    public static readonly Text PersonState = new("Tình trạng", "State");
    public static readonly Text PersonHasFactor = new("Có", "On");
    public static readonly Text PersonNoFactor = new("Chưa", "Off");
    public static readonly Text PersonNeverSeen = new("Chưa lần nào", "Never");
    public static readonly Text PersonInvite = new("Mời người dùng", "Invite somebody");
    public static readonly Text PersonInviteHow = new(
        "Bạn sẽ nhận một liên kết, chỉ hiện một lần. Hãy đưa tận tay người được mời; người đó tự đặt mật khẩu.",
        "You get a link, shown once. Hand it to the person yourself; they set their own password.");
    public static readonly Text PersonInviteDo = new("Tạo liên kết mời", "Make the invitation");
    public static readonly Text PersonInviteAgain = new("Mời lại", "Invite again");
    public static readonly Text PersonInviteAgainHow = new("Liên kết cũ hết hiệu lực ngay.", "The earlier link stops working at once.");
    public static readonly Text PersonLinkOnce = new(
        "Liên kết cho {0}, chỉ hiện một lần, dùng được đến {1}. Đưa tận tay, không gửi chung với tên đăng nhập.",
        "The link for {0}, shown this once, good until {1}. Hand it over yourself, not together with the user name.");
    public static readonly Text PersonLinkMake = new("Tạo liên kết", "Make the link");
    public static readonly Text PersonChange = new("Sửa", "Change");
    public static readonly Text PersonSave = new("Lưu", "Save");
    public static readonly Text PersonReset = new("Đặt lại mật khẩu", "Reset the password");
    public static readonly Text PersonResetHow = new(
        "Mật khẩu cũ và mọi phiên hết hiệu lực ngay. Hãy chắc chắn đúng là người đó: gọi lại số đã biết.",
        "The old password and every session end at once. Be sure that it is them: call a number you know.");
    public static readonly Text PersonResetFactor = new("Xóa cả yếu tố thứ hai (mất điện thoại và mã khôi phục)", "Take the second factor away too (phone and recovery codes are lost)");
    public static readonly Text PersonReason = new("Lý do", "Reason");
    public static readonly Text PersonEnd = new("Kết thúc quyền truy cập", "End the access");
    public static readonly Text PersonEndHow = new("Mọi phiên và khóa gắn với người này hết hiệu lực ngay. Hồ sơ vẫn giữ tên.", "Every session and every key bound to them ends at once. Records keep the name.");
    public static readonly Text PersonGiveBack = new("Cho truy cập lại", "Give the access back");
    public static readonly Text PersonSignOut = new("Kết thúc mọi phiên", "Sign out everywhere");
    public static readonly Text PersonStale = new("Người khác vừa sửa, chưa có gì được lưu. Dưới đây là bản mới nhất.", "Somebody else has changed it meanwhile; nothing was saved. Below is how it stands now.");
    public static readonly Text PersonLastAdministrator = new("Không lưu: không còn ai khác quản trị bàn trực. Hãy thêm một người quản trị trước.", "Not saved: nobody else administers the desk. Make another administrator first.");
    public static readonly Text PersonNotNow = new("Không làm được lúc này: tình trạng của người này đã khác.", "Not possible now: their state has changed.");
    public static readonly Text PersonDateWrong = new("Ngày hết quyền không đúng: viết như 30/06/2027 (ngày/tháng/năm).", "The last day is not a day: write it like 30/06/2027 (day/month/year).");
    public static readonly Text PersonNoSuchAgency = new("Không có cơ quan mang mã này.", "There is no agency of this code.");
    public static readonly Text PersonNeedsAgency = new("Vai trò này cần mã cơ quan.", "This role needs the code of an agency.");
    public static readonly Text PersonNeedsReason = new("Hãy ghi lý do.", "Give a reason.");
    public static readonly Text PersonPhoneForm = new("Số điện thoại viết như 024 0000 0001.", "Write the phone like 024 0000 0001.");

    public static readonly IReadOnlyDictionary<string, Text> PasswordStrengths = new Dictionary<string, Text>
    {
        ["enough"] = new("Mật khẩu này đạt yêu cầu. Dài hơn thì mạnh hơn.", "This password is strong enough. A longer one would be stronger."),
        ["good"] = new("Mật khẩu này mạnh.", "This is a good password."),
        ["strong"] = new("Mật khẩu này rất mạnh.", "This is a strong password."),
    };

    public static readonly IReadOnlyDictionary<string, Text> Positions = new Dictionary<string, Text>
    {
        ["responder"] = new("Trực ban", "Responder"),
        ["shift-lead"] = new("Trưởng ca", "Shift lead"),
        ["unit-head"] = new("Phụ trách đơn vị", "Unit head"),
        ["leader"] = new("Lãnh đạo", "Leader"),
    };

    public static readonly IReadOnlyDictionary<string, Text> PersonStates = new Dictionary<string, Text>
    {
        ["invited"] = new("Đã mời, chưa vào", "Invited"),
        ["active"] = new("Đang dùng", "Active"),
        ["ended"] = new("Đã kết thúc", "Ended"),
    };
}
