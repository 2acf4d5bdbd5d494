using System.IO.Compression;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Backup;

/// <summary>
/// Puts a backup into an empty place. The desk that comes out of it is another one: it has an instance of its own, so its seal does not fit
/// and it simulates until an administrator arms it.
/// </summary>
/// <param name="settle">What is done in the restored database before anybody serves it.</param>
public sealed class PutBack(DeskSettings settings, Steps steps, Func<Transaction, Task> settle, TimeProvider clock)
{
    /// <summary>Of the desk that comes out of the backup.</summary>
    private string instance = "";

    /// <exception cref="CopyException">The place is taken, or the backup is not whole.</exception>
    public async Task<BackupManifest> FromAsync(string source, CancellationToken cancellation)
    {
        await RefuseTakenAsync(cancellation);
        instance = Ids.Next(clock.GetUtcNow()).ToString("D");
        var from = Path.GetFullPath(source);
        if (!WriteBackup.IsOneFile(from))
            return await FromDirectoryAsync(from, cancellation);
        if (!File.Exists(from))
            throw new CopyException($"There is no backup at {from}.", $"Không có bản sao lưu tại {from}.");
        var unpacked = Path.Combine(settings.DataDirectory, "unpacked.restoring");
        try
        {
            steps.Begin("Unpacking", "Đang giải nén");
            ZipFile.ExtractToDirectory(from, unpacked);
            return await FromDirectoryAsync(unpacked, cancellation);
        }
        catch (InvalidDataException fault)
        {
            throw new CopyException($"{from} cannot be unpacked: {fault.Message}", $"Không giải nén được {from}: {fault.Message}");
        }
        finally
        {
            if (Directory.Exists(unpacked))
                Directory.Delete(unpacked, recursive: true);
        }
    }

    private async Task<BackupManifest> FromDirectoryAsync(string from, CancellationToken cancellation)
    {
        if (!Directory.Exists(from) || await BackupManifest.ReadAsync(from, cancellation) is not { } manifest)
            throw new CopyException($"There is no backup at {from}.", $"Không có bản sao lưu tại {from}.");
        if (manifest.Engine != settings.Storage.Engine)
            throw new CopyException(
                $"This is a backup of {manifest.Engine}, and the settings name {settings.Storage.Engine}.",
                $"Đây là bản sao lưu của {manifest.Engine}, còn cấu hình là {settings.Storage.Engine}.");
        steps.Begin("Checking the sums", "Đang kiểm tra mã");
        if (await Sums.DifferencesAsync(from, steps, cancellation) is { Count: > 0 } wrong)
            throw new CopyException(
                $"The backup is not as it was written: {string.Join(", ", wrong.Take(5))}.", $"Bản sao lưu đã bị thay đổi: {string.Join(", ", wrong.Take(5))}.");
        var copy = Path.Combine(from, DatabaseCopy.FileName(manifest.Engine));
        if (await DatabaseCopy.InspectAsync(manifest.Engine, copy, cancellation) is [var worst, ..])
            throw new CopyException(worst.Text, worst.TextVi);
        steps.Begin("Putting the database back", "Đang khôi phục cơ sở dữ liệu");
        await DatabaseCopy.PutBackAsync(settings.Storage, copy, options => SettleAsync(options, manifest, cancellation), steps, cancellation);
        await InstanceFile.WriteAsync(settings.DataDirectory, instance, cancellation);
        steps.Begin("Putting the files back", "Đang khôi phục các tệp");
        PutFilesBack(Path.Combine(from, BackupFiles.Folder));
        return manifest;
    }

    private async Task SettleAsync(StorageOptions options, BackupManifest manifest, CancellationToken cancellation)
    {
        await using var database = await Database.OpenAsync(options, clock, cancellation);
        var counts = await database.ReadAsync(BackupManifest.CountAsync, cancellation);
        foreach (var (table, count) in manifest.Counts)
            if (counts.GetValueOrDefault(table) < count)
                throw new CopyException($"Rows of {table} are missing: {counts.GetValueOrDefault(table)} of {count}.", $"Thiếu dòng {table}: {counts.GetValueOrDefault(table)}/{count}.");
        await Migrations.ApplyAsync(database, cancellation);
        await database.WriteAsync(async transaction =>
        {
            // The old seal names the old instance, wherever the new desk lies.
            await transaction.ExecuteAsync(
                """
                INSERT INTO desk_facts (name, value) SELECT 'sealed_instance', value FROM desk_facts WHERE name = 'instance'
                ON CONFLICT (name) DO NOTHING
                """);
            await transaction.ExecuteAsync("UPDATE desk_facts SET value = @instance WHERE name = 'instance'", new { instance });
            await settle(transaction);
        }, cancellation);
    }

    private void PutFilesBack(string from)
    {
        if (Directory.Exists(from))
            BackupFiles.Copy(from, settings.DataDirectory, [.. Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(from, file))]);
    }

    private async Task RefuseTakenAsync(CancellationToken cancellation)
    {
        if (File.Exists(Path.Combine(settings.DataDirectory, InstanceFile.Name)) || await DatabaseCopy.IsTakenAsync(settings.Storage, cancellation))
            throw new CopyException(
                $"There is a desk in this place already ({settings.DataDirectory}). Restore into an empty data directory"
                    + $"{(settings.Storage.Engine == "postgres" ? " and an empty database" : "")}; what is there is never overwritten.",
                $"Nơi này đã có dữ liệu ({settings.DataDirectory}). Hãy khôi phục vào thư mục"
                    + $"{(settings.Storage.Engine == "postgres" ? " và cơ sở dữ liệu" : "")} trống; dữ liệu hiện có không bị ghi đè.");
    }
}
