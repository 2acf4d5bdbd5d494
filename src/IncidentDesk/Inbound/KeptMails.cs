using System.Security.Cryptography;
using IncidentDesk.Operations;

namespace IncidentDesk.Inbound;

/// <summary>Every mail as it came, once: a file under inbound/ named by its SHA-256, whole or not there.</summary>
public sealed class KeptMails(DeskSettings settings)
{
    private readonly string folder = Path.Combine(settings.DataDirectory, "inbound");

    public static string HashOf(ReadOnlySpan<byte> raw) => Convert.ToHexStringLower(SHA256.HashData(raw));

    /// <summary>Keeping it again changes nothing.</summary>
    public async Task KeepAsync(string hash, ReadOnlyMemory<byte> raw, CancellationToken cancellation)
    {
        if (await ReadAsync(hash, cancellation) is not null)
            return;
        DataDirectory.Make(folder);
        var fresh = $"{PathOf(hash)}.{Environment.ProcessId}.new";
        await using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(raw, cancellation);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, PathOf(hash), overwrite: true);
    }

    /// <summary>The mail; null where this node does not have it, or where the disk gives back something else than was kept.</summary>
    public async Task<byte[]?> ReadAsync(string hash, CancellationToken cancellation)
    {
        if (!File.Exists(PathOf(hash)))
            return null;
        var raw = await File.ReadAllBytesAsync(PathOf(hash), cancellation);
        return HashOf(raw) == hash ? raw : null;
    }

    private string PathOf(string hash) => Path.Combine(folder, hash + ".eml");
}
