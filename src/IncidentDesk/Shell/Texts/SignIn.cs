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
    public static readonly Text SignInAgencyMerged = new(
        "Đơn vị của bạn đã kết thúc và nay thuộc {0}. Hãy đề nghị {0} hoặc người quản trị bàn trực mời bạn với đơn vị mới.",
        "Your agency has ended and is part of {0} now. Ask {0} or the administrator of the desk to invite you there.");
    public static readonly Text SignInAgencyEnded = new(
        "Đơn vị của bạn đã kết thúc hoạt động nên không còn đăng nhập được. Hãy liên hệ người quản trị bàn trực.",
        "Your agency has ended, so nobody signs in for it any more. Ask the administrator of the desk.");
    public static readonly Text OpenIdWith = new("Đăng nhập bằng {0}", "Sign in with {0}");
    public static readonly Text OpenIdLost = new(
        "Lần đăng nhập này đã quá lâu hoặc bắt đầu ở trình duyệt khác. Hãy bắt đầu lại.",
        "This sign-in took too long or began in another browser. Please start again.");
    public static readonly Text OpenIdRefused = new(
        "Nhà cung cấp tài khoản đã từ chối hoặc bạn đã dừng lại. Hãy thử lại, hoặc dùng mật khẩu.",
        "The identity provider refused, or you stopped there. Try again, or use a password.");
    public static readonly Text OpenIdFailed = new(
        "Hiện không đăng nhập được qua nhà cung cấp tài khoản. Hãy dùng mật khẩu, hoặc liên hệ người quản trị bàn trực.",
        "Signing in through the identity provider does not work at the moment. Use a password, or ask the administrator of the desk.");
    public static readonly Text OpenIdNotHere = new(
        "Tài khoản của bạn chưa được phép vào bàn trực. Người quản trị bàn trực mở quyền theo nhóm của bạn.",
        "Your account may not enter this desk yet. The desk's administrator gives access by your group.");
    public static readonly Text OpenIdUserTaken = new(
        "Tên đăng nhập của bạn trùng với một người khác ở bàn trực. Hãy liên hệ người quản trị bàn trực.",
        "Somebody else at this desk has your user name. Ask the desk's administrator.");
    public static readonly Text CannotSignIn = new("Không vào được? Gọi trực ban:", "Cannot get in? Call the duty desk:");
    public static readonly Text CannotSignInAdmin = new(
        "Không vào được? Liên hệ người quản trị bàn trực của tỉnh.", "Cannot get in? Ask the administrator of the province's desk.");
    public static readonly Text FaultPrefix = new("Lỗi: {0}", "Error: {0}");
}
