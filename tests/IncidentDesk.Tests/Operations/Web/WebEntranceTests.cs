using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace IncidentDesk.Tests.Operations.Web;

/// <summary>How the web comes in: by TLS, or from a proxy that is named, and else not at all.</summary>
public sealed class WebEntranceTests
{
    private TestAuthority authority = null!;
    private string directory = null!;

    [SetUp]
    public void Make()
    {
        authority = new();
        directory = Directory.CreateTempSubdirectory("desk-tls-").FullName;
    }

    [TearDown]
    public void Remove()
    {
        authority.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [TestCase("pem")]
    [TestCase("pfx")]
    public async Task By_https_with_the_certificate_that_is_named_and_the_browser_is_told_to_stay_there(string form)
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, [("Urls", "https://127.0.0.1:0"), .. Written(form)]);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = Trusting() }) { BaseAddress = desk.Address };
        using var answer = await client.GetAsync("/sign-in");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.GetValues("Strict-Transport-Security"), Is.EqualTo(new[] { "max-age=31536000; includeSubDomains" }));
        Assert.That(answer.Headers.GetValues("Set-Cookie"), Has.All.Contains("secure"));
        foreach (var (old, works) in new[] { (SslProtocols.Tls12, true), (SslProtocols.Tls13, true) })
            Assert.That(await HandshakeAsync(desk.Address.Port, old), Is.EqualTo(works), $"{old}");
#pragma warning disable SYSLIB0039, CA5397 // it is tried in order to be refused
        Assert.That(await HandshakeAsync(desk.Address.Port, SslProtocols.Tls11), Is.False);
#pragma warning restore SYSLIB0039, CA5397
    }

    [TestCase("pem")]
    [TestCase("pfx")]
    public async Task Who_trusts_the_root_alone_is_shown_the_issuer_that_lies_in_the_same_file(string form)
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, [("Urls", "https://127.0.0.1:0"), .. Written(form, byAnother: true)]);
        foreach (var protocol in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
            Assert.That(await HandshakeAsync(desk.Address.Port, protocol), Is.True, $"{protocol}");
    }

    [Test]
    public async Task A_renewed_certificate_is_taken_without_a_restart_and_a_broken_one_is_not()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock, [("Urls", "https://127.0.0.1:0"), .. Written("pfx")]);
        var first = await ShownAsync(desk.Address.Port);
        await File.WriteAllTextAsync(Path.Combine(directory, "desk.pfx"), "no certificate");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(desk.Address.Port), Is.EqualTo(first));

        Written("pfx");
        File.SetLastWriteTimeUtc(Path.Combine(directory, "desk.pfx"), DateTimeOffset.UtcNow.AddMinutes(2).UtcDateTime);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(desk.Address.Port), Is.Not.EqualTo(first));
    }

    [TestCase("1")]
    [TestCase("2")]
    public async Task A_certificate_behind_links_is_renewed_whether_its_file_is_written_anew_or_its_directory_is_another(string next)
    {
        // As a cluster lays it: a link to the file, by a link to its directory that is turned.
        var (clock, turning) = (new ManualClock(), Path.Combine(directory, "..data"));
        File.CreateSymbolicLink(Path.Combine(directory, "desk.pfx"), Path.Combine("..data", "desk.pfx"));
        Turn("1");
        await using var desk = await Desk.StartAsync(clock, [("Urls", "https://127.0.0.1:0"), .. Written("pfx")]);
        var first = await ShownAsync(desk.Address.Port);
        Turn(next);
        Written("pfx");
        File.SetLastWriteTimeUtc(Path.Combine(directory, next, "desk.pfx"), DateTimeOffset.UtcNow.AddMinutes(2).UtcDateTime);
        clock.Advance(TimeSpan.FromMinutes(1));
        var second = await ShownAsync(desk.Address.Port);
        Assert.That(second, Is.Not.EqualTo(first));

        File.Delete(Path.Combine(directory, "desk.pfx"));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(desk.Address.Port), Is.EqualTo(second), "a link that is away ends nothing");

        void Turn(string to)
        {
            File.Delete(turning);
            Directory.CreateSymbolicLink(turning, Directory.CreateDirectory(Path.Combine(directory, to)).Name);
        }
    }

    [Test]
    public async Task A_look_between_the_new_certificate_and_its_key_keeps_the_old_pair_until_the_new_one_is_whole()
    {
        var (clock, key) = (new ManualClock(), Path.Combine(directory, "desk.key"));
        await using var desk = await Desk.StartAsync(clock, [("Urls", "https://127.0.0.1:0"), .. Written("pem")]);
        var (first, oldKey) = (await ShownAsync(desk.Address.Port), await File.ReadAllTextAsync(key));
        Written("pem");
        var newKey = await File.ReadAllTextAsync(key);
        await File.WriteAllTextAsync(key, oldKey);
        File.SetLastWriteTimeUtc(Path.Combine(directory, "desk.pem"), DateTimeOffset.UtcNow.AddMinutes(2).UtcDateTime);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(desk.Address.Port), Is.EqualTo(first));

        await File.WriteAllTextAsync(key, newKey);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await ShownAsync(desk.Address.Port), Is.Not.EqualTo(first));
    }

    [TestCase("192.0.2.9", "https", 200)]
    [TestCase("192.0.2.9", "http", 403)]
    public async Task A_named_proxy_speaks_for_others_and_only_for_those_who_came_by_https(string caller, string scheme, int status)
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Proxy:Trusted", "127.0.0.1"));
        var answer = await desk.Client().ReadAsync("/healthz", ("X-Forwarded-For", caller), ("X-Forwarded-Proto", scheme));

        Assert.That(answer.Code, Is.EqualTo(status));
        Assert.That(answer.Header("Strict-Transport-Security") is not null, Is.EqualTo(status == 200));
    }

    [Test]
    public async Task Nobody_else_is_believed()
    {
        await using var desk = await Desk.StartAsync();
        var answer = await desk.Client().ReadAsync("/healthz", ("X-Forwarded-For", "192.0.2.9"), ("X-Forwarded-Proto", "https"));

        Assert.That((answer.Code, answer.Header("Strict-Transport-Security")), Is.EqualTo((200, (string?)null)));
    }

    [Test]
    public async Task In_clear_text_from_elsewhere_nobody_is_let_in_although_the_door_is_open_to_a_proxy()
    {
        var own = Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).FirstOrDefault(address => !IPAddress.IsLoopback(address));
        if (own is null)
            Assert.Ignore("This machine has no address but loopback.");
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Urls", "http://0.0.0.0:0"), ("Proxy:Trusted", "192.0.2.7"));
        using var client = new HttpClient { BaseAddress = new($"http://{own}:{desk.Address.Port}") };

        Assert.That((await client.ReadAsync("/healthz")).Code, Is.EqualTo(403));
        Assert.That((await client.ReadAsync("/healthz", ("X-Forwarded-Proto", "https"))).Code, Is.EqualTo(403), "whoever says so is not the proxy");
    }

    [TestCase("http://0.0.0.0:5080", "", false)]
    [TestCase("http://0.0.0.0:5080", "192.0.2.7", true)]
    [TestCase("https://0.0.0.0:5443", "192.0.2.7", false)]
    [TestCase("http://127.0.0.1:5080", "", true)]
    public void Outside_loopback_it_needs_a_certificate_or_a_proxy_to_start(string urls, string proxy, bool starts)
    {
        var (settings, faults) = SettingsCheck.Read(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Urls"] = urls, ["Proxy:Trusted"] = proxy, ["Channels:Mail:From"] = "desk@desk.example" }).Build());
        Assert.That(settings is not null, Is.EqualTo(starts), string.Join("; ", faults));
    }

    [TestCase("192.0.2.7, 203.0.113.0/24 2001:db8::/64;::1", true)]
    [TestCase("0.0.0.0/0", false)]
    [TestCase("192.0.2.0/23", false)]
    [TestCase("::/0", false)]
    [TestCase("2001:db8::/63", false)]
    [TestCase("::/64", false)]
    [TestCase("::ffff:0:0/96", false)]
    public void A_proxy_is_a_machine_or_a_small_network_and_never_everybody(string proxy, bool starts)
    {
        var (settings, faults) = SettingsCheck.Read(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Urls"] = "http://127.0.0.1:5080", ["Proxy:Trusted"] = proxy, ["Channels:Mail:From"] = "desk@desk.example" }).Build());
        Assert.That(settings is not null, Is.EqualTo(starts), string.Join("; ", faults));
        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(starts ? Array.Empty<string>() : new[] { "Proxy:Trusted" }));
    }

    [Test]
    public async Task The_desk_says_where_a_weakness_is_reported()
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Desk:SecurityContact", "mailto:an-toan@desk.example"));
        var text = await desk.Client().ReadTextAsync("/.well-known/security.txt");
        Assert.That(text, Does.StartWith("Contact: mailto:an-toan@desk.example\nExpires: 20").And.Contain("Preferred-Languages: vi, en"));
    }

    [TestCase("/sign-in")]
    [TestCase("/api/v1/incidents")]
    public async Task What_is_said_to_browsers_stands_on_pages_and_answers_alike(string address)
    {
        await using var desk = await Desk.StartAsync();
        var answer = await desk.Client().ReadAsync(address);
        foreach (var (name, value) in new[]
        {
            ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        })
            Assert.That(answer.Header(name), Is.EqualTo(value), name);
        Assert.That(answer.Header("Cache-Control"), Does.StartWith("no-store"));
        Assert.That(answer.Header("Content-Security-Policy"), Does.Contain("object-src 'none'").And.Not.Contain("unsafe"));
        Assert.That(answer.Header("Server"), Is.Null);
    }

    private (string Name, string? Value)[] Written(string form, bool byAnother = false)
    {
        X509Certificate2Collection certificates = byAnother ? authority.ForLoopbackByAnother() : [authority.ForLoopback()];
        if (form == "pfx")
        {
            File.WriteAllBytes(Path.Combine(directory, "desk.pfx"), certificates.Export(X509ContentType.Pkcs12, "mat-khau")!);
            return [("Tls:Certificate", Path.Combine(directory, "desk.pfx")), ("Tls:Password", "mat-khau")];
        }
        File.WriteAllText(Path.Combine(directory, "desk.pem"), certificates.ExportCertificatePems());
        File.WriteAllText(Path.Combine(directory, "desk.key"), certificates[0].GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return [("Tls:Certificate", Path.Combine(directory, "desk.pem")), ("Tls:Key", Path.Combine(directory, "desk.key"))];
    }

    private SslClientAuthenticationOptions Trusting(SslProtocols protocols = SslProtocols.None) => new()
    {
        TargetHost = "localhost", EnabledSslProtocols = protocols,
        CertificateChainPolicy = Policy(),
    };

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authority.Trusted);
        return policy;
    }

    private async Task<bool> HandshakeAsync(int port, SslProtocols protocols)
    {
        try
        {
            await using var stream = await ConnectAsync(port, protocols);
            return true;
        }
        catch (Exception fault) when (fault is AuthenticationException or IOException)
        {
            return false;
        }
    }

    private async Task<string> ShownAsync(int port)
    {
        await using var stream = await ConnectAsync(port, SslProtocols.None);
        return stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private async Task<SslStream> ConnectAsync(int port, SslProtocols protocols)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var stream = new SslStream(socket.GetStream());
        await stream.AuthenticateAsClientAsync(Trusting(protocols));
        return stream;
    }
}
