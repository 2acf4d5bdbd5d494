namespace IncidentDesk.Harness;

/// <summary>Where the sources and the built program lie, seen from a test that runs out of its build output.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program as it was built together with the tests, in the same configuration.</summary>
    public static string Program { get; } = Path.Combine(
        Root, "src", "IncidentDesk", "bin", Output(2), Output(1), "incidentdesk.dll");

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IncidentDesk.sln")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No IncidentDesk.sln above {AppContext.BaseDirectory}.");
        return folder;
    }

    // .../bin/<configuration>/<framework>/
    private static string Output(int fromTheEnd) =>
        AppContext.BaseDirectory.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)[^fromTheEnd];
}
