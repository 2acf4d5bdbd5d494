using System.CommandLine;

namespace IncidentDesk.Operations;

/// <summary>migrate: brings the schema up to date without starting the desk.</summary>
public static class MigrateVerb
{
    public static Command Make(VerbStart start)
    {
        var verb = new Command("migrate", "Bring the database up to date, then stop. / Nâng cấp cơ sở dữ liệu rồi dừng.");
        verb.SetAction((_, cancellation) => RunAsync(start, cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        return await start.WithStoreAsync(settings, async _ =>
        {
            await start.Terminal.Out.WriteLineAsync("The database is up to date. / Cơ sở dữ liệu đã được cập nhật.");
            return ExitCodes.Done;
        }, cancellation);
    }
}
