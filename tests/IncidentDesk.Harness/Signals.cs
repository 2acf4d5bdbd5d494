using System.Runtime.InteropServices;

namespace IncidentDesk.Harness;

/// <summary>Signals to processes that the tests started, by their id.</summary>
internal static class Signals
{
    public const int Interrupt = 2, Continue = 18, Stop = 19;

    public static void Send(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
