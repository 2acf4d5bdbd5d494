using System.CommandLine;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>person add: someone may sign in. The password comes by standard input, or is made up and printed once.</summary>
public static class AddPersonVerb
{
    public static Command Make(VerbStart start)
    {
        var user = new Option<string>("--user") { Description = "Name to sign in with.", Required = true };
        var name = new Option<string>("--name") { Description = "Full name.", Required = true };
        var role = new Option<string>("--role") { Description = string.Join(", ", Scopes.Roles), Required = true };
        var position = new Option<string?>("--position") { Description = string.Join(", ", AddPerson.Positions) };
        var agency = new Option<string?>("--agency") { Description = "Code of the agency; for reporter and agency-lead." };
        var phone = new Option<string?>("--phone") { Description = "Phone." };
        var email = new Option<string?>("--email") { Description = "Mail address." };
        var stdin = new Option<bool>("--password-stdin") { Description = "Read the password from standard input." };
        var verb = new Command("add", "Add a person. / Thêm người dùng.") { user, name, role, position, agency, phone, email, stdin };
        verb.SetAction((parsed, cancellation) =>
        {
            var password = parsed.GetValue(stdin) ? start.Terminal.In.ReadLine() ?? "" : null;
            var command = new AddPerson.Command(
                parsed.GetRequiredValue(user), parsed.GetRequiredValue(name), parsed.GetRequiredValue(role), parsed.GetValue(position),
                parsed.GetValue(agency), parsed.GetValue(phone), parsed.GetValue(email), password ?? Passwords.Generate());
            return RunAsync(start, command, isMadeUp: password is null, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, AddPerson.Command command, bool isMadeUp, CancellationToken cancellation)
    {
        if (VerbFaults.Print(start.Terminal, new AddPerson.Validator().Validate(command)) || start.Settings() is not { } settings)
            return ExitCodes.Refused;
        return await start.WithStoreAsync(settings, database => AddAsync(start.Terminal, database, command, isMadeUp, cancellation), cancellation);
    }

    private static async Task<int> AddAsync(
        Terminal terminal, Database database, AddPerson.Command command, bool isMadeUp, CancellationToken cancellation)
    {
        switch (await new AddPerson.Handler(database, TimeProvider.System).Handle(command, cancellation))
        {
            case AddPerson.Outcome.Added:
                await terminal.Out.WriteLineAsync($"Added {command.User}. / Đã thêm {command.User}.");
                if (isMadeUp)
                    await terminal.Out.WriteLineAsync($"Password, shown this once / Mật khẩu, chỉ hiện một lần: {command.Password}");
                return ExitCodes.Done;
            case AddPerson.Outcome.UserTaken:
                return terminal.Refuse($"The user name {command.User} is taken.", $"Tên đăng nhập {command.User} đã có người dùng.");
            default:
                return terminal.Refuse($"There is no agency {command.Agency}.", $"Không có cơ quan {command.Agency}.");
        }
    }
}
