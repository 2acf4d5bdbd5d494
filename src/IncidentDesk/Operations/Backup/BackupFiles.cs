using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Backup;

/// <summary>
/// What of the data directory goes along with the database. Everything does, so that a room added later is not forgotten, except what belongs
/// to this place or is secret: the database itself, what names the place, keys and passwords.
/// </summary>
public static class BackupFiles
{
    /// <summary>Where they lie in a backup.</summary>
    public const string Folder = "files";

    private static readonly string[] OfThisPlace = [InstanceFile.Name, Tide.File, Watch.Heartbeat.File, "credentials.json", AuditPlace.KeyName];
    private static readonly string[] FoldersOfThisPlace = ["cookie-keys", AuditPlace.FormerKeysName, AuditPlace.AnchorsName];
    private static readonly string[] Unfinished = [".new", ".serving", ".restoring", ".partial"];

    /// <summary>Paths below the data directory, in their order.</summary>
    public static IReadOnlyList<string> Of(DeskSettings settings)
    {
        var data = settings.DataDirectory;
        var database = settings.Storage.Engine == "sqlite" ? Path.GetFullPath(settings.Storage.Connection) : null;
        return
        [
            .. Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories)
                .Where(file => database is null || !Path.GetFullPath(file).StartsWith(database, StringComparison.Ordinal))
                .Where(file => Path.GetFullPath(file) != settings.AuditKey)
                .Select(file => Path.GetRelativePath(data, file))
                .Where(path => !OfThisPlace.Contains(path) && !FoldersOfThisPlace.Contains(path.Split(Path.DirectorySeparatorChar)[0])
                    && !Unfinished.Any(end => path.EndsWith(end, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    public static void Copy(string from, string to, IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            var target = Path.Combine(to, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(from, path), target, overwrite: false);
        }
    }
}
