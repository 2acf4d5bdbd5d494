using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>
/// One file, one serving desk: a second one would free the claims of the first as those of a dead process and send its letters again.
/// The system lets go of the lock when the process ends, however it ends. On PostgreSQL several nodes serve one database, each from a data
/// directory of its own: what is locked there is the directory, which names the node.
/// </summary>
public sealed class ServingLock : IDisposable
{
    private readonly FileStream file;

    private ServingLock(FileStream file) => this.file = file;

    /// <exception cref="AlreadyServedException">Another process serves this file, or from this directory.</exception>
    public static ServingLock Take(StorageOptions storage, string dataDirectory)
    {
        var path = storage.Engine == "sqlite" ? Path.GetFullPath(storage.Connection) : Path.Combine(Path.GetFullPath(dataDirectory), "desk");
        DataDirectory.Make(Path.GetDirectoryName(path)!);
        try
        {
            return new(new FileStream(path + ".serving", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            throw new AlreadyServedException(path, fault);
        }
    }

    /// <summary>The file stays: whoever removed it could remove the one that another desk has just locked.</summary>
    public void Dispose() => file.Dispose();

    // The system's own number for a lock that somebody else holds: Linux, Windows, macOS.
    private static bool IsHeld(IOException fault) =>
        (fault.HResult & 0xFFFF) == (OperatingSystem.IsWindows() ? 32 : OperatingSystem.IsMacOS() ? 35 : 11);
}

/// <summary>Another process serves this desk.</summary>
public sealed class AlreadyServedException(string path, IOException cause) : IOException(
    $"Another process already serves {path}. Stop that one, or name another Data__Directory.", cause)
{
    public string TextVi { get; } = $"Một tiến trình khác đang phục vụ {path}. Hãy dừng tiến trình đó, hoặc chọn Data__Directory khác.";
}
