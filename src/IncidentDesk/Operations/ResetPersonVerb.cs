using System.CommandLine;
using IncidentDesk.Audit;
using IncidentDesk.People.Register;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>person reset: whoever sits at the machine lets somebody in again, second factor and all. For the administrator whom no other can help.</summary>
public static class ResetPersonVerb
{
    public static Command Make(VerbStart start)
    {
        var user = new Option<string>("--user") { Description = "Name to sign in with.", Required = true };
        var factor = new Option<bool>("--second-factor") { Description = "Take the second factor away too." };
        var verb = new Command("reset", "Print a link that sets a new password. / In liên kết đặt lại mật khẩu.") { user, factor };
        verb.SetAction((parsed, cancellation) => RunAsync(start, parsed.GetRequiredValue(user), parsed.GetValue(factor), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, string user, bool factor, CancellationToken cancellation) =>
        start.Settings() is { } settings
            ? await start.WithStoreAsync(settings, database => ResetAsync(start.Terminal, settings, database, user, factor, cancellation), cancellation)
            : ExitCodes.Refused;

    private static async Task<int> ResetAsync(
        Terminal terminal, DeskSettings settings, Database database, string user, bool factor, CancellationToken cancellation)
    {
        var link = await database.WriteAsync(async transaction =>
        {
            if (await transaction.SingleAsync<Guid?>("SELECT id FROM people WHERE user_name = @user AND disabled_at IS NULL", new { user }) is not { } person)
                return null;
            var now = TimeProvider.System.GetUtcNow();
            await AuditTrail.AppendAsync(transaction, "desk", "person.reset", person.ToString("D"), factor ? "password and second factor" : "password", now);
            return await ResetPerson.RunAsync(transaction, person, isInvited: false, new("at the machine", factor), "desk", settings.Address, now);
        }, cancellation);
        if (link is null)
            return terminal.Refuse($"There is no person {user}.", $"Không có người dùng {user}.");
        await terminal.Error.WriteLineAsync("This link is shown once and works for 72 hours. / Liên kết chỉ hiện một lần, dùng được trong 72 giờ.");
        await terminal.Out.WriteLineAsync(link.Link);
        return ExitCodes.Done;
    }
}
