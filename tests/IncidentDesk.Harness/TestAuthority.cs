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
        var request = new CertificateRequest("CN=Test authority of mail.vncert.example", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(1));
    }

    /// <summary>What a client is given to trust.</summary>
    public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(root.RawData)];

    /// <summary>A server's certificate for 127.0.0.1 and localhost.</summary>
    public X509Certificate2 ForLoopback(bool expired = false) => Issue(names =>
    {
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
    }, expired);

    public X509Certificate2 ForName(string name) => Issue(names => names.AddDnsName(name), false);

    public void Dispose() => root.Dispose();

    private X509Certificate2 Issue(Action<SubjectAlternativeNameBuilder> naming, bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        naming(names);
        var request = new CertificateRequest("CN=mail server under test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.Create(root, now.AddDays(-30), now.AddDays(expired ? -1 : 30), RandomNumberGenerator.GetBytes(12));
        using var whole = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
