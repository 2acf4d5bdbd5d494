namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text SignIn = new("Đăng nhập", "Sign in");
    public static readonly Text UserName = new("Tên đăng nhập", "User name");
    public static readonly Text Password = new("Mật khẩu", "Password");
    public static readonly Text SignInWrong = new(
        "Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra phím Caps Lock và bộ gõ, rồi nhập lại.",
        "The user name or the password is not right. Check Caps Lock and the keyboard, then try again.");
    public static readonly Text SignInThrottled = new(
        "Đăng nhập sai nhiều lần. Thử lại sau {0}.", "Too many failed sign-ins. Try again after {0}.");
    public static readonly Text SignInThrottledCall = new(
        "Đăng nhập sai nhiều lần. Thử lại sau {0}, hoặc gọi {1}.", "Too many failed sign-ins. Try again after {0}, or call {1}.");
    public static readonly Text SignInStale = new(
        "Trang đăng nhập mở đã lâu nên chưa dùng được. Nhập lại một lần nữa.",
        "This sign-in page was open too long to be used. Please enter it once more.");
    public static readonly Text SignInMissing = new("Nhập tên đăng nhập và mật khẩu.", "Enter the user name and the password.");
    public static readonly Text CannotSignIn = new("Không vào được? Gọi trực ban:", "Cannot get in? Call the duty desk:");
    public static readonly Text CannotSignInAdmin = new(
        "Không vào được? Liên hệ người quản trị bàn trực của tỉnh.", "Cannot get in? Ask the administrator of the province's desk.");
    public static readonly Text FaultPrefix = new("Lỗi: {0}", "Error: {0}");
}
