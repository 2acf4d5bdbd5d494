using System.CommandLine;
using IncidentDesk.Keys;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>key add: a machine may call the API. Standard output is the key alone, so that a script can take it.</summary>
public static class AddKeyVerb
{
    public static Command Make(VerbStart start)
    {
        var name = new Option<string>("--name") { Description = "What the key is for.", Required = true };
        var agency = new Option<string?>("--agency") { Description = "Code of the agency that it belongs to." };
        var desk = new Option<bool>("--desk") { Description = "A key of the desk, which sees everything." };
        var scopes = new Option<string>("--scopes")
        {
            Description = $"Separated by commas: {string.Join(", ", Pipeline.Access.Scopes.All)}.",
            DefaultValueFactory = _ => Pipeline.Access.Scopes.Report,
        };
        var person = new Option<string?>("--person") { Description = "User name of the person in whose name it acts." };
        var expires = new Option<string?>("--expires") { Description = $"When it ends, like {Instants.Example}." };
        var verb = new Command("add", "Add a key; it is shown once. / Thêm khóa; chỉ hiện một lần.") { name, agency, desk, scopes, person, expires };
        verb.Validators.Add(result =>
        {
            if (result.GetValue(agency) is null != result.GetValue(desk))
                result.AddError("Give either --agency or --desk. / Chọn --agency hoặc --desk.");
            if (result.GetValue(expires) is { } text && !Instants.TryRead(text, out _))
                result.AddError($"--expires: write it like {Instants.Example}.");
        });
        verb.SetAction((parsed, cancellation) => RunAsync(
            start,
            new(
                parsed.GetRequiredValue(name), parsed.GetValue(agency),
                parsed.GetRequiredValue(scopes).Split([',', ' '], StringSplitOptions.RemoveEmptyEntries), parsed.GetValue(person),
                Instants.TryRead(parsed.GetValue(expires), out var instant) ? instant : null),
            cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, AddKey.Command command, CancellationToken cancellation)
    {
        if (VerbFaults.Print(start.Terminal, new AddKey.Validator(TimeProvider.System).Validate(command)) || start.Settings() is not { } settings)
            return ExitCodes.Refused;
        return await start.WithStoreAsync(settings, database => AddAsync(start.Terminal, database, command, cancellation), cancellation);
    }

    private static async Task<int> AddAsync(Terminal terminal, Database database, AddKey.Command command, CancellationToken cancellation)
    {
        switch (await new AddKey.Handler(database, TimeProvider.System).Handle(command, cancellation))
        {
            case AddKey.Outcome.Added added:
                await terminal.Error.WriteLineAsync("This key is shown once; the desk keeps only its hash. / Khóa chỉ hiện một lần.");
                await terminal.Out.WriteLineAsync(added.Shown);
                return ExitCodes.Done;
            case AddKey.Outcome.NoSuchPerson:
                return terminal.Refuse($"There is no person {command.Person}.", $"Không có người dùng {command.Person}.");
            case AddKey.Outcome.PersonElsewhere:
                return terminal.Refuse(
                    $"{command.Person} belongs elsewhere: a key acts in the name of somebody of its own agency, one of the desk of somebody of the desk.",
                    $"{command.Person} thuộc đơn vị khác: khóa chỉ gắn với người của chính đơn vị đó, khóa của bàn trực chỉ gắn với người của bàn trực.");
            case AddKey.Outcome.BeyondRole beyond:
                return terminal.Refuse(
                    $"{command.Person} has the role {beyond.Role} and may not {string.Join(", ", beyond.Scopes)}: leave that out of --scopes.",
                    $"{command.Person} có vai trò {beyond.Role}, không có quyền {string.Join(", ", beyond.Scopes)}: hãy bỏ khỏi --scopes.");
            default:
                return terminal.Refuse($"There is no agency {command.Agency}.", $"Không có cơ quan {command.Agency}.");
        }
    }
}
