using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail.Reading;

namespace IncidentDesk.Channels.Mail;

/// <summary>Everything that is wrong with the mail settings, all at once.</summary>
public static class MailOptionsCheck
{
    public static IReadOnlyList<SettingFault> Faults(MailOptions options) =>
        [.. Words(options), .. Peer(options), .. SignIn(options), .. Times(options), .. Inbox(options)];

    private static IEnumerable<SettingFault> Words(MailOptions options)
    {
        if (options.Security.Trim().ToLowerInvariant() is not ("none" or "starttls" or "tls"))
            yield return Fault("Security", "must be none, starttls or tls", "phải là none, starttls hoặc tls");
        if (!GuardWords.TryParse(options.Guard, out _))
            yield return Fault("Guard", "must be disabled, simulate, allow-list or live", "phải là disabled, simulate, allow-list hoặc live");
        foreach (var entry in Guard.AllowList.Parse(options.AllowList).Refused)
            yield return Fault("AllowList", $"'{entry}' is neither an address nor @domain", $"'{entry}' không phải địa chỉ hay @tên-miền");
    }

    private static IEnumerable<SettingFault> Peer(MailOptions options)
    {
        // A desk that never sends needs no server; one that may send must not find out at the first incident.
        var maySend = options.GuardMode is GuardMode.AllowList or GuardMode.Live;
        if (maySend && !IsHost(options.Host))
            yield return Fault("Host", "is needed by this guard mode", "là bắt buộc ở chế độ này");
        if (options.Port is < 1 or > 65535)
            yield return Fault("Port", "must be from 1 to 65535", "phải từ 1 đến 65535");
        if (maySend || options.From.Length > 0)
        {
            if (!MailAddressRules.TryParse(options.From, out _))
                yield return Fault("From", "must be one mail address without a name", "phải là một địa chỉ thư, không kèm tên");
        }
        if (options.SecurityMode == MailSecurity.None && options.Host.Length > 0 && !options.IsLoopback)
            yield return Fault("Security", "none is for a server on this machine only", "none chỉ dùng cho máy chủ trên chính máy này");
    }

    private static IEnumerable<SettingFault> SignIn(MailOptions options)
    {
        if (options.User.Length == 0 != (options.Password.Length == 0))
            yield return Fault("Password", "user and password belong together", "phải có cả tên đăng nhập và mật khẩu");
        if (options.User.Length > 0 && options.SecurityMode == MailSecurity.None)
            yield return Fault("User", "a password is never sent in plain text: use starttls or tls", "không gửi mật khẩu ở dạng rõ: hãy dùng starttls hoặc tls");
        if ((options.User + options.Password).Any(char.IsControl))
            yield return Fault("User", "user and password may not hold control characters", "tên đăng nhập và mật khẩu không được chứa ký tự điều khiển");
    }

    private static IEnumerable<SettingFault> Times(MailOptions options)
    {
        var waits = new[] { options.ConnectTimeout, options.StepTimeout, options.FinalTimeout, options.AttemptTimeout };
        if (waits.Any(wait => wait <= TimeSpan.Zero || wait > TimeSpan.FromSeconds(100)))
            yield return Fault("AttemptTimeout", "every timeout must be above 0 and at most 100 s", "mọi thời hạn phải lớn hơn 0 và không quá 100 giây");
        if (options.KeepConnection < TimeSpan.Zero || options.KeepConnection > TimeSpan.FromMinutes(5))
            yield return Fault("KeepConnection", "must be from 0 to 5 minutes", "phải từ 0 đến 5 phút");
    }

    private static IEnumerable<SettingFault> Inbox(MailOptions options)
    {
        if (options.Inbox.Length > 0 && !Maildir.Is(options.Inbox))
            yield return Fault("Inbox", "must be a maildir: a folder with new and cur in it", "phải là một maildir: thư mục có new và cur bên trong");
    }

    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown;

    private static SettingFault Fault(string setting, string text, string textVi) => new($"Channels:Mail:{setting}", text, textVi);
}
