using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IncidentDesk.Channels;
using IncidentDesk.Operations.Web;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>Reads the settings and lists every fault at once: nobody should have to start a desk five times to find five typing errors.</summary>
public sealed partial class SettingsCheck(IConfiguration configuration)
{
    private readonly List<SettingFault> faults = [];

    /// <returns>The settings, or null and what is wrong with them.</returns>
    public static (DeskSettings? Settings, IReadOnlyList<SettingFault> Faults) Read(IConfiguration configuration)
    {
        var check = new SettingsCheck(configuration);
        var settings = check.Read();
        return (check.faults.Count == 0 ? settings : null, check.faults);
    }

    private DeskSettings Read()
    {
        var data = Path.GetFullPath(Text("Data:Directory", "data"));
        var mail = MailSettings.Of(configuration);
        faults.AddRange(mail.Faults());
        var web = WebSettings.Read(configuration, faults);
        var channels = ChannelSettings.Of(configuration);
        faults.AddRange(channels.Faults());
        return new()
        {
            DataDirectory = data,
            Storage = Storage(data),
            Name = Text("Desk:Name", "IncidentDesk"),
            Zone = new(Zone(Text("Desk:TimeZone", "Asia/Ho_Chi_Minh"))),
            Language = OneOf("Desk:Language", "vi", "vi", "en"),
            Mail = mail,
            Channels = channels,
            NextChannel = NextChannel(),
            Phone = Text("Desk:Phone", "") is { Length: > 0 } phone ? phone : null,
            LeastFreeDiskBytes = Number("Data:LeastFreeDiskMegabytes", 256, 0, 1_000_000) * 1024L * 1024L,
            Urls = Urls(Text("Urls", "http://127.0.0.1:5080"), web),
            Web = web,
            People = new(
                TimeSpan.FromMinutes(Number("People:SessionIdleMinutes", 60, 5, 24 * 60)), TimeSpan.FromHours(Number("People:SessionHours", 12, 1, 24 * 7)),
                OneOf("People:SecondFactor", "desk", "desk", "all", "none")),
            OpenId = OpenIdSettings.Read(configuration, faults),
            SecurityContact = SecurityContact(Text("Desk:SecurityContact", "mailto:" + mail.Options.From)),
            AutomaticPerAgencyPerDay = Number("Escalation:AutomaticPerAgencyPerDay", 20, 0, 1_000_000),
            WrittenFollowUpWithin = TimeSpan.FromHours(Number("Escalation:WrittenFollowUpHours", 24, 1, 24 * 30)),
            DigestAt = TimeOfDay("Desk:DigestAt", "07:30"),
            OpensPeriodicDuties = OneOf("Desk:PeriodicDuties", "on", "on", "off") == "on",
            HeartbeatUrl = Heartbeat(Text("Operations:Watchdog:HeartbeatUrl", "")),
            Address = Address(Text("Desk:Address", ""), Text("Urls", "http://127.0.0.1:5080").Split(';')[0]),
            AuditKey = WholePath("Audit:KeyFile"),
            SecondAnchors = WholePath("Audit:AnchorDirectory"),
            RequestsPerSecond = Number("Limits:RequestsPerSecond", 2000, 0, 1_000_000),
            RulesDirectory = Folder("Rules:Directory"),
            FormsDirectory = Folder("Forms:Directory"),
            Evidence = EvidenceSettings.Read(configuration, faults),
            Papers = PaperSettings.Read(configuration, faults),
        };
    }

    private NextChannelSettings NextChannel()
    {
        var minutes = Number("Escalation:AcknowledgeWithinMinutes", 60, 0, 10_080);
        return new(
            TimeSpan.FromSeconds(Number("Escalation:NextChannelAfterSeconds", 45, 5, 3600)), minutes == 0 ? null : TimeSpan.FromMinutes(minutes));
    }

    private StorageOptions Storage(string data)
    {
        var engine = OneOf("Storage:Engine", "sqlite", "sqlite", "postgres");
        var connection = Text("Storage:Connection", "");
        if (engine == "postgres" && connection.Length == 0)
            faults.Add(new(
                "Storage:Connection", "PostgreSQL needs a connection string.", "PostgreSQL cần chuỗi kết nối."));
        return new() { Engine = engine, Connection = connection.Length == 0 ? Path.Combine(data, "desk.db") : connection };
    }

    private TimeZoneInfo Zone(string id)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return zone;
        faults.Add(new("Desk:TimeZone", $"There is no time zone \"{id}\".", $"Không có múi giờ \"{id}\"."));
        return TimeZoneInfo.Utc;
    }

    // Passwords and reports never travel in clear text over a network.
    private string Urls(string urls, WebSettings web)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (!Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address))
                faults.Add(new("Urls", $"\"{url}\" is no address.", $"\"{url}\" không phải là địa chỉ."));
            else if (address.Scheme == Uri.UriSchemeHttps && web.Certificate is null)
                faults.Add(new("Tls:Certificate", $"{url} needs a certificate.", $"{url} cần chứng thư số."));
            else if (address.Scheme != Uri.UriSchemeHttps && !IsLoopback(address) && web.Proxies.Count == 0)
                faults.Add(new(
                    "Urls", $"{url} is open to the network and needs https, or a proxy that Proxy:Trusted names.",
                    $"{url} mở ra mạng nên cần https, hoặc máy chủ trung gian ghi ở Proxy:Trusted."));
        return urls;
    }

    private string SecurityContact(string contact)
    {
        if (!Uri.TryCreate(contact, UriKind.Absolute, out var address) || address.Scheme is not ("mailto" or "https" or "tel"))
            faults.Add(new("Desk:SecurityContact", $"\"{contact}\" is no mailto:, https: or tel: address.", $"\"{contact}\" không phải là địa chỉ mailto:, https: hoặc tel:."));
        return contact;
    }

    private Uri? Heartbeat(string url)
    {
        if (url.Length == 0)
            return null;
        if (Uri.TryCreate(url, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address))))
            return address;
        faults.Add(new(
            "Operations:Watchdog:HeartbeatUrl", $"\"{url}\" is no https address.", $"\"{url}\" không phải là địa chỉ https."));
        return null;
    }

    // A desk that listens everywhere is reached by the name of its machine, where nobody says better.
    private string Address(string given, string listening)
    {
        if (given.Length > 0 && (!Uri.TryCreate(given, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            faults.Add(new("Desk:Address", $"\"{given}\" is no http or https address.", $"\"{given}\" không phải là địa chỉ http hoặc https."));
        return (given.Length > 0 ? given : Everywhere.Replace(listening, "//" + Environment.MachineName)).TrimEnd('/');
    }

    [GeneratedRegex(@"//(\*|\+|0\.0\.0\.0|\[::\])(?=[:/]|$)")]
    private static partial Regex Everywhere { get; }

    private static bool IsLoopback(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private string Text(string path, string otherwise) =>
        configuration[path] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : otherwise;

    // A relative one would name another file for each directory that the program is started in.
    private string? WholePath(string setting)
    {
        var path = Text(setting, "");
        if (path.Length > 0 && !Path.IsPathFullyQualified(path))
            faults.Add(new(setting, $"\"{path}\" is no whole path.", $"\"{path}\" không phải là đường dẫn đầy đủ."));
        return path.Length > 0 ? path : null;
    }

    private string? Folder(string setting)
    {
        var path = WholePath(setting);
        if (path is not null && Path.IsPathFullyQualified(path) && !Directory.Exists(path))
            faults.Add(new(setting, $"There is no directory \"{path}\".", $"Không có thư mục \"{path}\"."));
        return path;
    }

    private string OneOf(string path, string otherwise, params string[] words)
    {
        var word = Text(path, otherwise);
        if (!words.Contains(word, StringComparer.Ordinal))
            faults.Add(new(
                path, $"\"{word}\" is not one of {string.Join(", ", words)}.", $"\"{word}\" không thuộc: {string.Join(", ", words)}."));
        return word;
    }

    /// <summary>Written but empty is an answer here: none. From noon on it would be no morning's.</summary>
    private TimeSpan? TimeOfDay(string path, string otherwise)
    {
        var text = configuration[path]?.Trim() ?? otherwise;
        if (text.Length == 0)
            return null;
        if (TimeSpan.TryParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture, out var time) && time < TimeSpan.FromHours(12))
            return time;
        faults.Add(new(path, $"\"{text}\" is no time like 07:30, before 12:00.", $"\"{text}\" không phải là giờ như 07:30, trước 12:00."));
        return null;
    }

    private int Number(string path, int otherwise, int least, int most)
    {
        var text = Text(path, otherwise.ToString(CultureInfo.InvariantCulture));
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        faults.Add(new(path, $"\"{text}\" is no number from {least} to {most}.", $"\"{text}\" không phải là số từ {least} đến {most}."));
        return otherwise;
    }
}
