namespace IncidentDesk.Operations;

/// <summary>
/// Where settings come from, later ones winning: the file beside the program, the file where one stands, the environment
/// (Storage__Engine=postgres), the command line (--Storage:Engine=postgres).
/// </summary>
public static class DeskConfiguration
{
    /// <param name="defaults">What the verb at hand changes beneath all of them.</param>
    public static IConfiguration Read(string[] arguments, IReadOnlyDictionary<string, string?>? defaults = null)
    {
        var builder = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true);
        if (defaults is not null)
            builder.AddInMemoryCollection(defaults);
        return builder.AddEnvironmentVariables().AddCommandLine(arguments).Build();
    }
}
