using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Evidence.Scanning;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using IncidentDesk.Tests.Delivery;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence.Scanning;

/// <summary>Debian's clamd with one signature of our own: the sum of a text that harms nobody.</summary>
[Category("slow")]
public sealed class RealClamdTests
{
    private const string Program = "/usr/sbin/clamd";

    private static readonly byte[] Known = Encoding.UTF8.GetBytes("Đây là mẫu thử, không gây hại.");

    private DirectoryInfo folder = null!;
    private Process clamd = null!;
    private ScannerAddress address = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        RealPart.Require("clamav-daemon", Program);
        folder = Directory.CreateTempSubdirectory("desk-clamd-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "db"));
        // MD5 is what a .hdb signature is made of; it protects nothing here.
#pragma warning disable CA5351
        var sum = Convert.ToHexStringLower(MD5.HashData(Known));
#pragma warning restore CA5351
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "db", "desk.hdb"), $"{sum}:{Known.Length}:Desk.Test\n");
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "clamd.conf"),
            $"Foreground yes\nTCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {folder.FullName}/db\nStreamMaxLength 1M\nTemporaryDirectory {folder.FullName}\n");
        clamd = Process.Start(new ProcessStartInfo(Program, ["--config-file", Path.Combine(folder.FullName, "clamd.conf")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        address = new(null, "127.0.0.1", port);
        await Waiting.ForAsync(async () => (await ScanAsync([1])).Reached);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (clamd is null)
            return;
        clamd.Kill();
        await clamd.WaitForExitAsync();
        clamd.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task It_says_clean_of_what_it_does_not_know() =>
        Assert.That(await ScanAsync(RandomNumberGenerator.GetBytes(200_000)), Is.EqualTo(new Verdict("clean", null, true)));

    [Test]
    public async Task It_names_what_it_knows()
    {
        var verdict = await ScanAsync(Known);

        Assert.That((verdict.State, verdict.Reached), Is.EqualTo(("infected", true)));
        Assert.That(verdict.Note, Does.StartWith("Desk.Test"));
    }

    [Test]
    public async Task It_says_when_something_is_too_large_for_it()
    {
        var verdict = await ScanAsync(RandomNumberGenerator.GetBytes(3 << 20));

        Assert.That((verdict.State, verdict.Reached), Is.EqualTo(("scan-failed", true)), verdict.Note);
        Assert.That(verdict.Note, Does.Contain("size limit exceeded"));
    }

    private async Task<Verdict> ScanAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return await new Clamd(address, TimeProvider.System).ScanAsync(stream, CancellationToken.None);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
