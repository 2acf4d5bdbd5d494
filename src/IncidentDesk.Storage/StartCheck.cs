namespace IncidentDesk.Storage;

/// <summary>Something the desk must not, or should rather not, start with.</summary>
public sealed record Finding(string Code, string Text, string TextVi, bool Fatal);

/// <summary>What is looked at before the desk says it is ready.</summary>
public static class StartCheck
{
    /// <summary>
    /// Nothing found means ready. Reading every page of the file takes time in proportion to its size; without
    /// <paramref name="pages"/> it is left out, and the caller runs it beside the first work.
    /// </summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(
        Database database, string dataDirectory, long leastFreeBytes, bool pages, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? texts = null)
    {
        var found = new List<Finding>();
        found.AddRange(FreeSpace(dataDirectory, leastFreeBytes));
        try
        {
            found.AddRange(await database.InspectAsync(pages, cancellation));
            var schema = await SchemaAsync(database, texts, cancellation);
            found.AddRange(schema ?? await InstanceAsync(database, dataDirectory, cancellation));
        }
        catch (Exception outage) when (outage is StorageOutageException or OverloadedException)
        {
            found.Add(new("database-outage", outage.Message, "Không truy cập được cơ sở dữ liệu: " + outage.Message, Fatal: true));
        }
        return found;
    }

    private static IEnumerable<Finding> FreeSpace(string dataDirectory, long leastFreeBytes)
    {
        if (!Directory.Exists(dataDirectory))
        {
            yield return new("data-directory-missing", $"There is no data directory {dataDirectory}.",
                $"Không có thư mục dữ liệu {dataDirectory}.", Fatal: true);
            yield break;
        }
        var free = new DriveInfo(Path.GetFullPath(dataDirectory)).AvailableFreeSpace;
        if (free < leastFreeBytes)
            yield return new("disk-low",
                $"{free >> 20} MiB are free under {dataDirectory}, at least {leastFreeBytes >> 20} MiB are needed.",
                $"Chỉ còn {free >> 20} MiB trống tại {dataDirectory}, cần ít nhất {leastFreeBytes >> 20} MiB.", Fatal: true);
    }

    private static async Task<IEnumerable<Finding>?> SchemaAsync(
        Database database, IReadOnlyDictionary<string, string>? texts, CancellationToken cancellation)
    {
        try
        {
            var missing = await Migrations.MissingAsync(database, cancellation, texts);
            return missing == 0 ? null :
            [
                new("schema-behind", $"{missing} steps of the schema are missing: run 'migrate'.",
                    $"Còn thiếu {missing} bước nâng cấp cơ sở dữ liệu: hãy chạy 'migrate'.", Fatal: true),
            ];
        }
        catch (MigrationException fault)
        {
            return [new(fault.Code, fault.Message, fault.TextVi, Fatal: true)];
        }
    }

    private static async Task<IEnumerable<Finding>> InstanceAsync(
        Database database, string dataDirectory, CancellationToken cancellation)
    {
        var file = await InstanceFile.ReadAsync(dataDirectory, cancellation);
        var stored = await InstanceFile.StoredAsync(database, cancellation);
        if (file is not null && file == stored)
            return [];
        return
        [
            (file, stored) switch
            {
                (null, null) => new("instance-unbound", "The database and the data directory are not bound to each other yet.",
                    "Cơ sở dữ liệu và thư mục dữ liệu chưa được gắn với nhau.", Fatal: true),
                (null, _) => new("instance-file-missing",
                    $"The database belongs to the desk {stored}, but {dataDirectory} has no file 'instance': is this the right data directory?",
                    $"Cơ sở dữ liệu thuộc hệ thống {stored}, nhưng {dataDirectory} không có tệp 'instance': có đúng thư mục dữ liệu không?", Fatal: true),
                _ => new("instance-mismatch",
                    $"The data directory belongs to the desk {file}, the database to {stored ?? "none"}.",
                    $"Thư mục dữ liệu thuộc hệ thống {file}, còn cơ sở dữ liệu thuộc {stored ?? "không hệ thống nào"}.", Fatal: true),
            },
        ];
    }
}
