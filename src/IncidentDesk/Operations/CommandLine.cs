using System.CommandLine;

namespace IncidentDesk.Operations;

/// <summary>The verbs of the program. What is not named here does not exist.</summary>
public static class CommandLine
{
    /// <returns>0 done, 1 refused, 2 not understood.</returns>
    public static async Task<int> RunAsync(string[] arguments, Terminal? terminal = null)
    {
        var here = terminal ?? Terminal.OfConsole();
        var start = new VerbStart(here, [.. arguments.Where(IsSetting)]);
        var parsed = Root(start).Parse([.. arguments.Where(argument => !IsSetting(argument))]);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await here.Error.WriteLineAsync(error.Message);
            await here.Error.WriteLineAsync("See --help. / Xem --help.");
            return ExitCodes.Usage;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = here.Out,
            Error = here.Error,
            // The host itself ends what is under way when it is told to stop.
            ProcessTerminationTimeout = null,
        });
    }

    private static RootCommand Root(VerbStart start)
    {
        var root = new RootCommand(
            """
            IncidentDesk: incident reporting and escalation desk of a province.
            Bàn tiếp nhận và điều phối sự cố an ninh mạng của tỉnh.
            Settings come from appsettings.json, the environment (Storage__Engine=postgres) and --Section:Name=value.
            Exit codes: 0 done, 1 refused, 2 not understood.
            """)
        {
            ServeVerb.Make(start),
            DemoVerb.Make(start),
            MigrateVerb.Make(start),
            BackupVerb.Make(start),
            RestoreVerb.Make(start),
            ArmVerb.Make(start),
            AuditVerb.Make(start),
            RulesVerb.Make(start),
            RegisterVerb.MakeExport(start),
            RegisterVerb.MakeImport(start),
            new Command("person", "The people who sign in. / Người dùng.") { AddPersonVerb.Make(start), ResetPersonVerb.Make(start) },
            new Command("key", "The keys of machines. / Khóa API.") { AddKeyVerb.Make(start), ListKeysVerb.Make(start), RevokeKeyVerb.Make(start) },
        };
        root.SetAction((_, cancellation) => ServeVerb.RunAsync(start, cancellation));
        return root;
    }

    // --Storage:Engine=postgres: settings begin with a capital letter, options of verbs do not.
    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2 && char.IsAsciiLetterUpper(argument[2])
        && argument.Contains('=', StringComparison.Ordinal);
}
