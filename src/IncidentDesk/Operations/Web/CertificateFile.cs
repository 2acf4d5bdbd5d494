using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IncidentDesk.Operations.Web;

/// <summary>
/// The desk's certificate as a file that somebody renews: it is read again when it changes, so no restart is needed. A new file that cannot
/// be read leaves the old certificate in its place.
/// </summary>
/// <param name="path">PEM, or PKCS #12 (.pfx, .p12).</param>
/// <param name="key">The PEM file of its private key; null where it stands in the same file.</param>
public sealed class CertificateFile(string path, string? key, string? password)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private (X509Certificate2 Certificate, DateTime WrittenAt, long LookedAt)? held;

    public X509Certificate2 Current(TimeProvider clock)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            if (held is { } known && clock.GetElapsedTime(known.LookedAt, now) < Between)
                return known.Certificate;
            var writtenAt = File.GetLastWriteTimeUtc(path);
            if (held is { } same && same.WrittenAt == writtenAt)
                held = same with { LookedAt = now };
            else
                held = (LoadOr(held?.Certificate), writtenAt, now);
            return held.Value.Certificate;
        }
    }

    /// <exception cref="CryptographicException">It is no certificate with a private key, or its password is another.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public X509Certificate2 Load()
    {
        var certificate = Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12"
            ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
            : FromPem();
        return certificate.HasPrivateKey ? certificate : throw new CryptographicException("There is no private key with it.");
    }

    private X509Certificate2 FromPem()
    {
        using var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(path, key)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
        // Some systems' TLS takes no key that lives in memory alone.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private X509Certificate2 LoadOr(X509Certificate2? old)
    {
        try
        {
            return Load();
        }
        catch (Exception fault) when (old is not null && fault is IOException or CryptographicException or UnauthorizedAccessException)
        {
            return old!;
        }
    }
}
