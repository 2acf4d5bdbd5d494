using System.Buffers;
using System.Security.Cryptography;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Evidence;

/// <summary>
/// The bytes of evidence, each content once: <c>evidence/ab/cdef...</c> is named by its SHA-256. A file is whole and on the disk before any row
/// speaks of it, and what no longer fits its name is never handed out.
/// </summary>
public sealed class EvidenceFiles(DeskSettings settings, TimeProvider clock)
{
    private const int Piece = 1 << 17;

    private readonly string root = Path.Combine(settings.DataDirectory, "evidence");

    public string Incoming => Path.Combine(root, "incoming");

    public string PathOf(string hash) => Path.Combine(root, hash[..2], hash[2..]);

    /// <summary>Where a content lies while it is looked at again whether anybody needs it.</summary>
    public string AsideOf(string hash) => Path.Combine(Incoming, $"{hash}.new");

    /// <summary>Every content that was taken aside and is there still: a file that comes in has a shorter name.</summary>
    public IReadOnlyList<string> Aside() => !Directory.Exists(Incoming) ? [] :
    [
        .. Directory.EnumerateFiles(Incoming, "*.new").Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => name.Length == 64 && name.All(char.IsAsciiHexDigitLower)),
    ];

    /// <summary>Every content that lies here: its hash and when its file was written.</summary>
    public IEnumerable<(string Hash, DateTimeOffset WrittenAt)> All() => !Directory.Exists(root) ? [] : Directory.EnumerateDirectories(root)
        .Where(folder => Path.GetFileName(folder).Length == 2).SelectMany(Directory.EnumerateFiles)
        .Select(file => (Path.GetFileName(Path.GetDirectoryName(file)) + Path.GetFileName(file), (DateTimeOffset)File.GetLastWriteTimeUtc(file)))
        .Where(one => one.Item1.Length == 64);

    /// <summary>Writes what comes to a temporary file and sums it on the way.</summary>
    /// <exception cref="RefusedException">413 beyond <paramref name="most"/>; 503 where the disk takes no more.</exception>
    public async Task<IncomingFile> ReceiveAsync(Stream body, long most, CancellationToken cancellation)
    {
        RefuseFullDisk(0);
        DataDirectory.Make(Incoming);
        var incoming = new IncomingFile(Path.Combine(Incoming, $"{Ids.Next(clock.GetUtcNow()):N}.new"));
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            await using var file = new FileStream(incoming.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1);
            using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
            {
                incoming.Bytes += read;
                if (incoming.Bytes > most)
                    throw new RefusedException(Problems.TooLarge(most));
                sum.AppendData(buffer, 0, read);
                await WriteAsync(file, buffer.AsMemory(0, read), cancellation);
            }
            Durable.Flush(file);
            incoming.Hash = Convert.ToHexStringLower(sum.GetHashAndReset());
            return incoming;
        }
        catch
        {
            incoming.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives it its name, for good. The same content again takes the place of the earlier file: that also mends a damaged one.</summary>
    public void Keep(IncomingFile incoming)
    {
        var path = PathOf(incoming.Hash);
        var folder = Path.GetDirectoryName(path)!;
        DataDirectory.Make(folder);
        File.Move(incoming.Path, path, overwrite: true);
        Durable.Flush(folder);
        Durable.Flush(root);
    }

    /// <summary>What was taken aside is needed. Where the same content came once more meanwhile, that one stays: it is whole.</summary>
    public void PutBack(string hash)
    {
        var (path, aside) = (PathOf(hash), AsideOf(hash));
        if (File.Exists(path))
            File.Delete(aside);
        else if (File.Exists(aside))
        {
            File.Move(aside, path);
            Durable.Flush(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>The content at its beginning, read through and found to fit its name; null where it does not, or is not here.</summary>
    public async Task<FileStream?> OpenAsync(string hash, CancellationToken cancellation)
    {
        FileStream? file = null;
        try
        {
            file = new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Piece, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
            if (found == hash)
            {
                file.Position = 0;
                return file;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Gone, or the disk cannot read it: the caller says so.
        }
        catch
        {
            if (file is not null)
                await file.DisposeAsync();
            throw;
        }
        if (file is not null)
            await file.DisposeAsync();
        return null;
    }

    /// <exception cref="RefusedException">503: with so many more bytes the disk would be fuller than the desk may be.</exception>
    public void RefuseFullDisk(long more)
    {
        if (new DriveInfo(settings.DataDirectory).AvailableFreeSpace - more < settings.LeastFreeDiskBytes)
            throw new RefusedException(Problems.ReadOnly());
    }

    private static async Task WriteAsync(FileStream file, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        try
        {
            await file.WriteAsync(piece, cancellation);
        }
        catch (IOException)
        {
            throw new RefusedException(Problems.ReadOnly());
        }
    }
}

/// <summary>A file that has come and has no name yet; it is gone with this object unless it was kept.</summary>
public sealed class IncomingFile(string path) : IDisposable
{
    public string Path => path;

    public string Hash { get; set; } = "";

    public long Bytes { get; set; }

    public void Dispose() => File.Delete(path);
}
