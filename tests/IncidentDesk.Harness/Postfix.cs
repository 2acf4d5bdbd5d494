using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Harness;

/// <summary>
/// Debian's postfix on loopback with nothing of the machine's own: its configuration, queue, users and mailboxes lie in
/// a folder of its own. Two ports: STARTTLS demanded, and TLS at once; both take mail only after signing in.
/// </summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class Postfix : IAsyncDisposable
{
    public const string User = "desk", Password = "Mật-khẩu thử 1", Realm = "mail.vncert.example", Recipient = "tiepnhan@vncert.example";

    /// <summary>The desk's own address, whose mails lie in <see cref="Inbox"/>.</summary>
    public const string Desk = "desk@desk.example";

    /// <summary>The server takes mail for it, and finds out only later that nobody is there: it comes back.</summary>
    public const string Returning = "tra-lai@vncert.example";

    private const string Nobody = "khong-co@vncert.example";
    private const string Master = "/usr/lib/postfix/sbin/master", Control = "/usr/sbin/postfix", Passwords = "/usr/sbin/saslpasswd2";
    private readonly TestAuthority authority = new();
    private readonly string folder = Directory.CreateTempSubdirectory("incidentdesk-postfix-").FullName;

    private Postfix()
    {
    }

    public int StartTlsPort { get; } = Ports.Free();
    public int TlsPort { get; } = Ports.Free();
    public X509Certificate2Collection Trusted => authority.Trusted;
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";
    public string Inbox => Path.Combine(folder, "mail", "desk");
    private string LogFile => Path.Combine(folder, "mail.log");
    private string Mailbox => Path.Combine(folder, "mail", "box", "new");
    private string PidFile => Path.Combine(folder, "spool", "pid", "master.pid");

    /// <summary>Skips (at a desk) or fails (in CI) where postfix or the right to start it is missing.</summary>
    public static async Task<Postfix> StartAsync()
    {
        RealPart.Require("postfix sasl2-bin libsasl2-modules", Control, Master, Passwords);
        RealPart.Require("to run as root, as postfix itself does", Environment.UserName == "root");
        for (var attempt = 1; ; attempt++)
            try
            {
                return await StartThisAsync(new());
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Whatever else runs on this machine may have taken a free port before postfix did.
            }
    }

    private static async Task<Postfix> StartThisAsync(Postfix postfix)
    {
        try
        {
            await postfix.PrepareAsync();
            await RunAsync(Control, "", "-c", postfix.Folder("etc"), "check");
            // Should the test run be killed, postfix ends by itself after half an hour.
            await RunAsync(Master, "", "-c", postfix.Folder("etc"), "-w", "-e", "1800");
            return postfix;
        }
        catch
        {
            await postfix.DisposeAsync();
            throw;
        }
    }

    /// <summary>The mails that lie in the recipient's Maildir, waiting up to 40 s for the first.</summary>
    public async Task<IReadOnlyList<byte[]>> MailsAsync(int atLeast = 1)
    {
        for (var turn = 0; turn < 800 && Mails().Count < atLeast; turn++)
            await Task.Delay(50);
        return Mails();
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(PidFile))
            await StopAsync(await PidAsync());
        Directory.Delete(folder, recursive: true);
        authority.Dispose();
    }

    // The master holds a lock on this file as long as it lives, and .NET asks for one before it reads: cat does not.
    private async Task<int> PidAsync()
    {
        using var cat = Process.Start(new ProcessStartInfo("/usr/bin/cat", [PidFile]) { RedirectStandardOutput = true })!;
        var text = await cat.StandardOutput.ReadToEndAsync();
        await cat.WaitForExitAsync();
        return int.Parse(text.Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private IReadOnlyList<byte[]> Mails() => Directory.Exists(Mailbox) ? [.. Directory.GetFiles(Mailbox).Order().Select(File.ReadAllBytes)] : [];

    private async Task PrepareAsync()
    {
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        foreach (var name in new[] { "etc/sasl", "spool", "lib", "mail/desk/new", "mail/desk/cur", "mail/desk/tmp" })
            Directory.CreateDirectory(Folder(name));
        using var certificate = authority.ForLoopback();
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "server.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n");
        File.SetUnixFileMode(Path.Combine(folder, "etc", "server.pem"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "main.cf"), PostfixConfiguration.Main(folder, Realm, [(Recipient, "box/"), (Desk, "desk/")], (Returning, Nobody)));
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "master.cf"), PostfixConfiguration.Services(StartTlsPort, TlsPort));
        // Debian's postfix looks for it under its own configuration, whatever cyrus_sasl_config_path says.
        await File.WriteAllTextAsync(Path.Combine(folder, "etc", "sasl", "smtpd.conf"), PostfixConfiguration.Sasl(folder));
        await RunAsync(Passwords, Password, "-p", "-c", "-f", Path.Combine(folder, "etc", "sasl", "users.db"), "-u", Realm, User);
        await RunAsync("/usr/bin/chown", "", "-R", "postfix", Folder("lib"), Folder("etc/sasl"));
        await RunAsync("/usr/bin/chown", "", "-R", "nobody:nogroup", Folder("mail"));
    }

    private string Folder(string name) => Path.Combine(folder, name);

    private static async Task StopAsync(int pid)
    {
        await RunAsync("/usr/bin/kill", "", "-TERM", pid.ToString(System.Globalization.CultureInfo.InvariantCulture));
        for (var turn = 0; turn < 100 && IsAlive(pid); turn++)
            await Task.Delay(50);
    }

    // A daemon whose new parent does not collect it stays as a zombie; that is gone enough.
    private static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
