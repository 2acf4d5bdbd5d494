using System.Globalization;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>
/// How far this directory has seen its database come: a number that rises each minute, first in the database, then in a file beside it. A
/// database that is behind the file was put back from a copy, and what it thinks still to be sent may have been sent long ago.
/// </summary>
public static class Tide
{
    public const string File = "tide", Fact = "tide";

    /// <param name="stored">What the database says.</param>
    /// <param name="instance">Whose database it is; the mark of another one says nothing.</param>
    public static async Task<bool> IsBehindAsync(string directory, string? instance, string? stored, CancellationToken cancellation) =>
        await MarkAsync(directory, instance, cancellation) > Number(stored);

    /// <summary>One minute more. Called only while the seal fits: a database put back must not catch up by itself.</summary>
    public static async Task RiseAsync(Database database, string directory, CancellationToken cancellation)
    {
        var (instance, tide) = await database.WriteAsync(async transaction =>
        {
            var now = Number(await transaction.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'tide'")) + 1;
            await KeepAsync(transaction, now);
            return (await transaction.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'"), now);
        }, cancellation);
        var path = Path.Combine(directory, File);
        await System.IO.File.WriteAllTextAsync(path + ".new", string.Create(CultureInfo.InvariantCulture, $"{instance} {tide}\n"), cancellation);
        System.IO.File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>An administrator said that this database is the one that goes on here: it counts from where the directory was.</summary>
    public static async Task LiftAsync(Transaction transaction, string directory, string? instance)
    {
        var mark = await MarkAsync(directory, instance, CancellationToken.None);
        var stored = Number(await transaction.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'tide'"));
        await KeepAsync(transaction, Math.Max(mark, stored));
    }

    private static Task KeepAsync(Transaction transaction, long tide) => transaction.ExecuteAsync(
        "INSERT INTO desk_facts (name, value) VALUES ('tide', @tide) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        new { tide = tide.ToString(CultureInfo.InvariantCulture) });

    private static async Task<long> MarkAsync(string directory, string? instance, CancellationToken cancellation)
    {
        var path = Path.Combine(directory, File);
        var words = System.IO.File.Exists(path) ? (await System.IO.File.ReadAllTextAsync(path, cancellation)).Split(' ', '\n') : [];
        return words.Length > 1 && words[0] == instance ? Number(words[1]) : 0;
    }

    private static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
