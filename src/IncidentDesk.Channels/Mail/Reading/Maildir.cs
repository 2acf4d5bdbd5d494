namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>
/// A folder into which a mail server lays mails: whole ones lie in <c>new/</c>, and what somebody has dealt with in <c>cur/</c> with an S
/// in its name. It is the desk's own; nobody else reads it.
/// </summary>
public sealed class Maildir(string path)
{
    /// <summary>What is larger stays where it is.</summary>
    public const int LargestMail = 25 * 1024 * 1024;

    private const string New = "new", Current = "cur";

    public string FullPath { get; } = Path.GetFullPath(path);

    public static bool Is(string path) => Directory.Exists(Path.Combine(path, New)) && Directory.Exists(Path.Combine(path, Current));

    /// <summary>Mails that nobody has dealt with, oldest names first.</summary>
    /// <param name="alsoCurrent">Look into <c>cur/</c> too, which grows for ever.</param>
    /// <param name="most">No more than these are looked at, however many lie there.</param>
    public IReadOnlyList<MaildirFile> Waiting(bool alsoCurrent, int most, Predicate<MaildirFile> except) =>
        [.. Files(New).Concat(alsoCurrent ? Files(Current).Where(file => !file.IsSeen) : [])
            .Where(file => file.Name[0] != '.' && !except(file)).Take(most).OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <returns>In bytes; zero where it is gone or a link, which has only the length of the path it leads to.</returns>
    public long LengthOf(MaildirFile file) => new FileInfo(PathOf(file)) is { Exists: true, LinkTarget: null } place ? place.Length : 0;

    /// <summary>The mail, or its first 25 MiB; null where it is no file of its own (a link, or empty) or is gone.</summary>
    public async Task<FoundMail?> ReadAsync(MaildirFile file, CancellationToken cancellation)
    {
        var place = new FileInfo(PathOf(file));
        // A link could show the desk's own secrets as a mail; a mail server never makes one.
        if (!place.Exists || place.LinkTarget is not null || place.Length == 0)
            return null;
        await using var stream = new FileStream(place.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[Math.Min(stream.Length, LargestMail)];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return new(file, bytes.AsMemory(0, read), stream.Length > LargestMail);
    }

    /// <summary>The same mail later: its name keeps its beginning wherever it was moved.</summary>
    public MaildirFile? Find(string unique) => Files(Current).Concat(Files(New)).FirstOrDefault(file => file.Unique == unique);

    public void MarkSeen(MaildirFile file)
    {
        try
        {
            File.Move(PathOf(file), Path.Combine(FullPath, Current, file.SeenName), overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another node was faster.
        }
    }

    private string PathOf(MaildirFile file) => Path.Combine(FullPath, file.Folder, file.Name);

    private IEnumerable<MaildirFile> Files(string folder) =>
        new DirectoryInfo(Path.Combine(FullPath, folder)).EnumerateFiles().Select(file => new MaildirFile(folder, file.Name));
}

/// <param name="Folder">new or cur.</param>
public sealed record MaildirFile(string Folder, string Name)
{
    private const string Info = ":2,";

    /// <summary>What stays of the name for ever.</summary>
    public string Unique => Name.Split(Info, 2)[0];

    public bool IsSeen => Flags.Contains('S', StringComparison.Ordinal);

    internal string SeenName => $"{Unique}{Info}{string.Concat(Flags.Append('S').Distinct().Order())}";

    private string Flags => Name.Split(Info, 2) is [_, var flags] ? flags : "";
}

/// <param name="IsCut">True where it is larger than the desk takes and <paramref name="Raw"/> is only its beginning.</param>
public sealed record FoundMail(MaildirFile File, ReadOnlyMemory<byte> Raw, bool IsCut);
