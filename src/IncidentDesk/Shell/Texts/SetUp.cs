namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text SetUp = new("Thiết lập lần đầu", "First set-up");
    public static readonly Text SetUpWhy = new(
        "Bàn trực chưa có người quản trị. Tạo người quản trị đầu tiên; liên kết này chỉ dùng được một lần.",
        "Nobody administers this desk yet. Make the first administrator; this link works once.");
    public static readonly Text SetUpName = new("Họ và tên", "Full name");
    public static readonly Text SetUpPassword = new("Mật khẩu (ít nhất 12 ký tự)", "Password (at least 12 characters)");
    public static readonly Text SetUpPasswordAgain = new("Nhập lại mật khẩu", "Password again");
    public static readonly Text SetUpDo = new("Tạo người quản trị", "Make the administrator");
    public static readonly Text SetUpLinkNotGood = new(
        "Liên kết thiết lập không đúng, đã dùng hoặc đã hết hạn. Khởi động lại chương trình để có liên kết mới, nếu chưa có người quản trị.",
        "This set-up link is wrong, used or expired. Restart the program for a new one, if nobody administers the desk yet.");
    public static readonly Text SetUpPasswordsDiffer = new("Hai mật khẩu không giống nhau.", "The two passwords are not the same.");
    public static readonly Text SetUpUserForm = new(
        "Tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, gạch nối; từ 2 đến 64 ký tự.",
        "A user name has lower-case letters without marks, digits, dots and hyphens; 2 to 64 characters.");
    public static readonly Text SetUpUserTaken = new("Tên đăng nhập này đã có người dùng.", "This user name is taken.");
}
