namespace IncidentDesk.Harness;

/// <summary>The engine of this test run; the suite runs once for each.</summary>
public static class TestEngine
{
    public const string Variable = "DESK_TEST_ENGINE";

    public static string Current { get; } = Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "sqlite" => "sqlite",
        "postgres" => "postgres",
        var other => throw new InvalidOperationException($"{Variable} is '{other}': sqlite or postgres."),
    };

    public static bool IsPostgres => Current == "postgres";
}
