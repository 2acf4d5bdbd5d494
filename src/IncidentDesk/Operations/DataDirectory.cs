namespace IncidentDesk.Operations;

/// <summary>Where the desk keeps what agencies trusted it with: a new one is open to the desk's own user and to nobody else.</summary>
public static class DataDirectory
{
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
