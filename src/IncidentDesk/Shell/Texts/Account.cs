namespace IncidentDesk.Shell;

public static partial class Texts
{
    public static readonly Text Account = new("Tài khoản", "Your account");
    public static readonly Text AccountOf = new("Đang đăng nhập: {0} ({1}), {2}.", "Signed in as {0} ({1}), {2}.");
    public static readonly Text FormStale = new(
        "Trang mở đã lâu hoặc biểu mẫu không đầy đủ, chưa có gì thay đổi. Hãy làm lại.", "The page was open too long or the form was not whole. Nothing has changed; please do it again.");

    public static readonly Text PasswordChange = new("Đổi mật khẩu", "Change the password");
    public static readonly Text PasswordPresent = new("Mật khẩu hiện tại", "Present password");
    public static readonly Text PasswordSame = new(
        "Mật khẩu mới trùng mật khẩu đang dùng: hãy chọn mật khẩu khác.", "This is the password that you have now: choose another one.");
    public static readonly Text PasswordPresentWrong = new("Mật khẩu hiện tại chưa đúng.", "The present password is not right.");
    public static readonly Text PasswordChangedAt = new("Đổi lần cuối: {0}.", "Last changed: {0}.");
    public static readonly Text PasswordChanged = new("Đã đổi mật khẩu; các phiên khác đã kết thúc.", "The password is changed; your other sessions have ended.");

    public static readonly Text Sessions = new("Các phiên đang mở", "Where you are signed in");
    public static readonly Text SessionDevice = new("Thiết bị", "Device");
    public static readonly Text SessionUnknownDevice = new("Không rõ", "Not known");
    public static readonly Text SessionAddress = new("Địa chỉ", "Address");
    public static readonly Text SessionStarted = new("Đăng nhập lúc", "Signed in");
    public static readonly Text SessionSeen = new("Thấy lần cuối", "Last seen");
    public static readonly Text SessionThis = new("(phiên này)", "(this one)");
    public static readonly Text SessionEnd = new("Kết thúc", "End");
    public static readonly Text SessionsEndOthers = new("Kết thúc mọi phiên khác", "End all the others");
    public static readonly Text SessionsEnded = new("Đã kết thúc. Máy đó phải đăng nhập lại trong vòng vài giây.", "Ended. That device must sign in again within seconds.");

    public static readonly Text Factor = new("Yếu tố xác thực thứ hai", "Second factor");
    public static readonly Text FactorOff = new("Chưa bật. Có nó, mật khẩu bị lộ vẫn chưa đủ để đăng nhập.", "It is off. With it, a password that leaked is not enough to sign in.");
    public static readonly Text FactorOnSince = new("Đã bật từ {0}. Còn {1} mã khôi phục.", "On since {0}. {1} recovery codes are left.");
    public static readonly Text FactorSetUp = new("Thiết lập", "Set it up");
    public static readonly Text FactorManage = new("Mã khôi phục, tắt", "Recovery codes, turn off");
    public static readonly Text FactorNeeded = new(
        "Bàn trực yêu cầu bạn có yếu tố thứ hai. Thiết lập xong mới vào được các trang khác.", "The desk asks you for a second factor. Everything else opens once it is set up.");
    public static readonly Text FactorStepApp = new(
        "Mở ứng dụng tạo mã trên điện thoại (ứng dụng nào theo chuẩn TOTP cũng được, không cần mạng).", "Open an authenticator on your phone (any that speaks TOTP; it needs no network).");
    public static readonly Text FactorStepScan = new("Quét mã QR dưới đây, hoặc nhập khóa bằng tay.", "Scan the QR code below, or type the key.");
    public static readonly Text FactorStepCode = new("Nhập sáu chữ số mà ứng dụng hiện ra.", "Enter the six digits that it shows.");
    public static readonly Text FactorQr = new("Mã QR chứa khóa", "QR code with the key");
    public static readonly Text FactorByHand = new("Khóa để nhập tay:", "The key to type:");
    public static readonly Text FactorOpenApp = new("Mở bằng ứng dụng trên máy này", "Open in an authenticator on this device");
    public static readonly Text FactorCode = new("Mã sáu chữ số", "Six-digit code");
    public static readonly Text FactorCodeWrong = new(
        "Mã chưa đúng, đã dùng hoặc đã qua. Kiểm tra giờ trên điện thoại, đợi mã mới rồi nhập lại.",
        "This code is wrong, was used, or is over. Check the clock of your phone, wait for a new code and enter that.");
    public static readonly Text FactorTurnOn = new("Bật", "Turn it on");
    public static readonly Text FactorTurnOff = new("Tắt yếu tố thứ hai", "Turn the second factor off");
    public static readonly Text FactorIsOn = new("Đã bật: khi đăng nhập cần thêm một mã.", "It is on: signing in takes a code as well.");
    public static readonly Text FactorMustStay = new("Bàn trực yêu cầu yếu tố thứ hai cho vai trò của bạn nên không tắt được.", "The desk asks your role for a second factor, so it cannot be turned off.");
    public static readonly Text FactorNewCodes = new("Tạo mã khôi phục mới", "Make new recovery codes");
    public static readonly Text FactorNewCodesWhy = new("Mã mới thay cho mọi mã cũ.", "New ones replace all the old ones.");
    public static readonly Text FactorCodesOnce = new(
        "Mã khôi phục, chỉ hiện một lần. In ra hoặc chép lại và cất nơi an toàn: mỗi mã thay cho điện thoại được một lần.",
        "Recovery codes, shown this once. Print or copy them and keep them safe: each stands in for the phone once.");
    public static readonly Text FactorKept = new("Tôi đã cất mã", "I have kept them");

    public static readonly Text SecondStep = new("Mã xác thực", "Your code");
    public static readonly Text SecondStepHint = new("Từ ứng dụng trên điện thoại, hoặc một mã khôi phục.", "From the authenticator on your phone, or a recovery code.");
    public static readonly Text SecondStepBack = new("Đăng nhập lại từ đầu", "Start over");

    public static readonly Text Proof = new("Xác nhận đúng là bạn", "Confirm that it is you");
    public static readonly Text ProofWhy = new(
        "Việc sắp làm là quan trọng nên cần nhập lại mật khẩu, và cả mã xác thực nếu bạn có.", "What comes next is dangerous, so it asks for your password again, and for your code if you have one.");
    public static readonly Text ProofDo = new("Xác nhận", "Confirm");
    public static readonly Text ProofWrong = new("Chưa đúng. Hãy nhập lại.", "That is not right. Please try again.");
    public static readonly Text ProofWait = new("Sai nhiều lần. Hãy đợi vài phút rồi thử lại.", "Too many wrong tries. Wait some minutes, then try again.");
}
