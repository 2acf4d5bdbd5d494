using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Operations.Web;

/// <summary>
/// The desk's certificate as a file that somebody renews: it is read again when it or its key's file changes, so no restart is needed. What cannot
/// be read, such as a new certificate whose key is not written yet, leaves the old one in its place and is tried again at each look. The
/// issuers' certificates that lie in the file are shown with it: without them nobody who trusts the root alone finds the way.
/// </summary>
/// <param name="path">PEM, or PKCS #12 (.pfx, .p12); the desk's own certificate first.</param>
/// <param name="key">The PEM file of its private key; null where it stands in the same file.</param>
public sealed class CertificateFile(string path, string? key, string? password)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private (SslStreamCertificateContext Chain, (DateTime Certificate, DateTime? Key) WrittenAt, long LookedAt)? held;

    public SslStreamCertificateContext Current(TimeProvider clock)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (held is { } known && clock.GetElapsedTime(known.LookedAt, now) < Between)
                return known.Chain;
            var writtenAt = (WrittenAt(path), key is null ? (DateTime?)null : WrittenAt(key));
            if (held is not { } old)
                held = (Load(), writtenAt, now);
            else
                held = old.WrittenAt != writtenAt && LoadOrNull() is { } fresh ? (fresh, writtenAt, now) : (old.Chain, old.WrittenAt, now);
            return held.Value.Chain;
        }
    }

    /// <exception cref="CryptographicException">It is no certificate with a private key, or its password is another.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public SslStreamCertificateContext Load()
    {
        var (own, all) = Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12" ? FromPkcs12() : FromPem();
        // An issuer that is missing is asked of nobody: no start and no renewal waits for another host.
        return own is { HasPrivateKey: true } ? SslStreamCertificateContext.Create(own, all, offline: true) : throw new CryptographicException("There is no private key with it.");
    }

    /// <summary>Of the file itself: a link to it, or to its directory as a cluster turns it, keeps its own time. No handshake falls over a file that is away.</summary>
    private static DateTime WrittenAt(string file)
    {
        try
        {
            return File.GetLastWriteTimeUtc(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    private (X509Certificate2? Own, X509Certificate2Collection All) FromPkcs12()
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
        return (all.FirstOrDefault(one => one.HasPrivateKey), all);
    }

    private (X509Certificate2? Own, X509Certificate2Collection All) FromPem()
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        using var certificate = Pair();
        // Some systems' TLS takes no key that lives in memory alone.
        return (X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null), all);
    }

    private X509Certificate2 Pair()
    {
        try
        {
            return password is null ? X509Certificate2.CreateFromPemFile(path, key) : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
        }
        catch (ArgumentException fault)
        {
            // What an elliptic key that belongs to another certificate is answered with.
            throw new CryptographicException(fault.Message, fault);
        }
    }

    private SslStreamCertificateContext? LoadOrNull()
    {
        try
        {
            return Load();
        }
        catch (Exception fault) when (fault is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
