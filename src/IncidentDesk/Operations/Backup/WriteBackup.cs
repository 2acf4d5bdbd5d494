using System.IO.Compression;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Backup;

/// <summary>Writes a backup beside a running desk, and reads it through before it says that there is one.</summary>
public sealed class WriteBackup(DeskSettings settings, Database database, Steps steps, TimeProvider clock)
{
    /// <summary>To a new directory, or to one file where the name ends in .zip.</summary>
    /// <exception cref="CopyException">It could not be done; nothing with the name of a backup is left behind.</exception>
    public async Task<BackupManifest> ToAsync(string target, CancellationToken cancellation)
    {
        var whole = Path.GetFullPath(target);
        Refuse(whole);
        var half = whole + ".partial";
        try
        {
            DataDirectory.Make(half);
            var manifest = await WriteAsync(half, cancellation);
            Finish(half, whole);
            return manifest;
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }
    }

    private async Task<BackupManifest> WriteAsync(string directory, CancellationToken cancellation)
    {
        var before = await BackupManifest.OfAsync(database, settings.Name, clock.GetUtcNow(), cancellation);
        steps.Begin("Copying the database", "Đang sao chép cơ sở dữ liệu");
        var copy = Path.Combine(directory, DatabaseCopy.FileName(settings.Storage.Engine));
        await DatabaseCopy.WriteAsync(settings.Storage, copy, steps, cancellation);
        steps.Begin("Copying the files beside it", "Đang sao chép các tệp kèm theo");
        BackupFiles.Copy(settings.DataDirectory, Path.Combine(directory, BackupFiles.Folder), BackupFiles.Of(settings));
        steps.Begin("Reading the copy through", "Đang kiểm tra bản sao");
        var manifest = before with { Counts = await CheckAsync(before, copy, cancellation) };
        await manifest.WriteAsync(directory, cancellation);
        steps.Begin("Writing the sums", "Đang ghi mã kiểm");
        await Sums.WriteAsync(directory, steps, cancellation);
        return manifest;
    }

    private async Task<IReadOnlyDictionary<string, long>> CheckAsync(BackupManifest before, string copy, CancellationToken cancellation)
    {
        if (await DatabaseCopy.InspectAsync(settings.Storage.Engine, copy, cancellation) is [var worst, ..])
            throw new CopyException(worst.Text, worst.TextVi);
        // An archive of pg_dump is counted when it is put back.
        if (settings.Storage.Engine != "sqlite")
            return before.Counts;
        var counts = await DatabaseCopy.ReadAsync(copy, BackupManifest.CountAsync);
        var after = await database.ReadAsync(BackupManifest.CountAsync, cancellation);
        foreach (var (table, count) in counts)
            if (count < before.Counts[table] || count > after[table])
                throw new CopyException($"The copy has {count} rows of {table}, which cannot be right.", $"Bản sao có {count} dòng {table}, không đúng.");
        return counts;
    }

    private void Refuse(string whole)
    {
        if (File.Exists(whole) || (Directory.Exists(whole) && Directory.EnumerateFileSystemEntries(whole).Any()))
            throw new CopyException($"{whole} is there already: name a new place.", $"{whole} đã tồn tại: hãy chọn nơi khác.");
        var data = Path.GetFullPath(settings.DataDirectory) + Path.DirectorySeparatorChar;
        if ((whole + Path.DirectorySeparatorChar).StartsWith(data, StringComparison.Ordinal))
            throw new CopyException(
                $"{whole} lies inside the data directory: a backup that is lost together with the desk is none.",
                $"{whole} nằm trong thư mục dữ liệu: bản sao lưu mất cùng hệ thống thì không có ích.");
    }

    private void Finish(string half, string whole)
    {
        if (!IsOneFile(whole))
        {
            if (Directory.Exists(whole))
                Directory.Delete(whole);
            Directory.Move(half, whole);
            return;
        }
        steps.Begin("Packing it into one file", "Đang đóng gói thành một tệp");
        var packed = half + ".zip";
        ZipFile.CreateFromDirectory(half, packed, CompressionLevel.Fastest, includeBaseDirectory: false);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(packed, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(packed, whole);
    }

    internal static bool IsOneFile(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
}
