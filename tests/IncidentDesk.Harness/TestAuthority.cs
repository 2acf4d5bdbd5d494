using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Harness;

/// <summary>A certificate authority for one test run; no machine trusts it unless a test gives it in.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        root = Authority("CN=Test authority of mail.vncert.example", key).CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1));
    }

    /// <summary>What a client is given to trust.</summary>
    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(root.RawData)];

    /// <summary>A server's certificate for 127.0.0.1 and localhost.</summary>
    public X509Certificate2 ForLoopback(bool expired = false) => Issue(Loopback, expired, root);

    /// <summary>The same from an authority between: the server's own with its key, then that authority's, without which nobody who trusts the root finds the way to it.</summary>
    public X509Certificate2Collection ForLoopbackByAnother()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var signed = Authority("CN=Issuing test authority", key).Create(root, now.AddDays(-60), now.AddDays(60), RandomNumberGenerator.GetBytes(12));
        using var issuing = signed.CopyWithPrivateKey(key);
        return [Issue(Loopback, false, issuing), X509CertificateLoader.LoadCertificate(issuing.RawData)];
    }

    public X509Certificate2 ForName(string name) => Issue(names => names.AddDnsName(name), false, root);

    public void Dispose() => root.Dispose();

    private static void Loopback(SubjectAlternativeNameBuilder names)
    {
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static X509Certificate2 Issue(Action<SubjectAlternativeNameBuilder> naming, bool expired, X509Certificate2 by)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        naming(names);
        var request = new CertificateRequest("CN=mail server under test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.Create(by, now.AddDays(-30), now.AddDays(expired ? -1 : 30), RandomNumberGenerator.GetBytes(12));
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
