using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IncidentDesk.Operations;

/// <summary>What must still be there after the power was cut: the bytes of a file, and the name that a folder has for it.</summary>
public static class Durable
{
    public static void Flush(FileStream file) => file.Flush(flushToDisk: true);

    /// <summary>A renamed file is found again only when its folder is on the disk too. Windows does that by itself.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        // The framework opens no folders; O_RDONLY is 0 everywhere.
        using var handle = new SafeFileHandle(Open(Encoding.UTF8.GetBytes(folder + '\0'), 0), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"The folder {folder} cannot be opened ({Marshal.GetLastPInvokeError()}).");
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
