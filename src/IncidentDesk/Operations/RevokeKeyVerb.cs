using System.CommandLine;
using IncidentDesk.Keys;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>key revoke: the key opens nothing any more, on a running desk within seconds.</summary>
public static class RevokeKeyVerb
{
    public static Command Make(VerbStart start)
    {
        var key = new Argument<Guid>("key") { Description = "The id that key list shows." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var verb = new Command("revoke", "Revoke a key. / Thu hồi một khóa.") { key, reason };
        verb.SetAction(async (parsed, cancellation) =>
        {
            var command = new RevokeKey.Command(
                parsed.GetRequiredValue(key), new RevokeKey.RevocationBody { Reason = parsed.GetRequiredValue(reason) }, ETags.Any);
            if (VerbFaults.Print(start.Terminal, new RevokeKey.Validator().Validate(command)) || start.Settings() is not { } settings)
                return ExitCodes.Refused;
            return await start.WithStoreAsync(settings, database => RevokeAsync(start.Terminal, database, command, cancellation), cancellation);
        });
        return verb;
    }

    private static async Task<int> RevokeAsync(Terminal terminal, Database database, RevokeKey.Command command, CancellationToken cancellation)
    {
        var outcome = await database.WriteAsync(
            transaction => RevokeKey.RevokeAsync(transaction, command, "desk", TimeProvider.System.GetUtcNow()), cancellation);
        if (outcome is not RevokeKey.Outcome.Revoked)
            return terminal.Refuse($"There is no key {command.Key:D}.", $"Không có khóa {command.Key:D}.");
        await terminal.Error.WriteLineAsync("Revoked. / Đã thu hồi.");
        return ExitCodes.Done;
    }
}
