using System.CommandLine;
using IncidentDesk.Keys;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>key list: one line for each key, separated by tabs, so that a script can read it.</summary>
public static class ListKeysVerb
{
    private const int PageSize = 200;

    public static Command Make(VerbStart start)
    {
        var agency = new Option<string?>("--agency") { Description = "Only the keys of the agency of this code." };
        var verb = new Command("list", "List the keys; never their secrets. / Liệt kê các khóa; không hiện nội dung khóa.") { agency };
        verb.SetAction(async (parsed, cancellation) => start.Settings() is { } settings
            ? await start.WithStoreAsync(settings, database => ListAsync(start.Terminal, database, parsed.GetValue(agency), cancellation), cancellation)
            : ExitCodes.Refused);
        return verb;
    }

    private static async Task<int> ListAsync(Terminal terminal, Database database, string? agency, CancellationToken cancellation)
    {
        IReadOnlyList<KeyView> page = [];
        do
        {
            Guid? after = page.Count == 0 ? null : page[^1].Id;
            page = await database.ReadAsync(
                reading => KeyView.ListAsync(reading, agency, after, PageSize, TimeProvider.System.GetUtcNow()), cancellation);
            foreach (var key in page)
                await terminal.Out.WriteLineAsync(string.Join('\t',
                    key.Id.ToString("D"), key.State, key.Agency ?? "desk", key.Person ?? "-", string.Join(',', key.Scopes), Said(key.ExpiresAt),
                    Said(key.LastUsedAt), key.Name));
        }
        while (page.Count == PageSize);
        return ExitCodes.Done;
    }

    private static string Said(DateTimeOffset? instant) => instant is { } at ? Instants.Write(at) : "-";
}
