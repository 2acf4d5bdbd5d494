using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>The zip under way: each part with its sum, everything below one folder. The same contents are the same bytes.</summary>
public sealed class DossierFile(Stream to, string folder) : IDisposable
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    private readonly SortedDictionary<string, string> sums = new(StringComparer.Ordinal);

    /// <summary>Paths with their sums, in their order.</summary>
    public IReadOnlyDictionary<string, string> Parts => sums;

    /// <param name="at">When it came to be; the date that an unpacked file has.</param>
    /// <returns>The SHA-256 of its bytes.</returns>
    public string Add(string path, ReadOnlySpan<byte> bytes, DateTimeOffset at)
    {
        Write(path, bytes, at);
        return sums[path] = Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    public string AddJson(string path, object value, DateTimeOffset at) =>
        Add(path, [.. JsonSerializer.SerializeToUtf8Bytes(value, Readable), (byte)'\n'], at);

    /// <summary>Writes the list that <c>sha256sum -c</c> checks.</summary>
    /// <returns>The sum of the list, which stands for the whole dossier.</returns>
    public string Close(DateTimeOffset at)
    {
        var list = Encoding.UTF8.GetBytes(string.Concat(sums.Select(part => Sums.Line(part.Value, part.Key))));
        Write(Sums.FileName, list, at);
        return Convert.ToHexStringLower(SHA256.HashData(list));
    }

    public void Dispose() => zip.Dispose();

    private void Write(string path, ReadOnlySpan<byte> bytes, DateTimeOffset at)
    {
        var entry = zip.CreateEntry($"{folder}/{path}", CompressionLevel.Optimal);
        // A zip knows no zone; UTC is the same wherever the desk stands.
        entry.LastWriteTime = at < Earliest ? Earliest : at.ToUniversalTime();
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
