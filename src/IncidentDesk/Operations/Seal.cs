using System.Globalization;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>
/// A database is sealed at birth to its instance file and to where it lives. A copy, a restored backup or a moved directory does
/// not fit, and then nothing leaves until an administrator arms it there: two desks must never both write to a national centre.
/// </summary>
public sealed class Seal(Database database, DeskSettings settings)
{
    private readonly IReadOnlyList<(string Name, string Value)> place = SealPlace.Here(settings);
    private TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last look; it does not fit until one was taken.</summary>
    public SealLook Look { get; private set; } = new(false, 0, []);

    /// <summary>False until somebody has looked, and wherever a difference was found.</summary>
    public bool Fits => Look.Fits;

    /// <summary>Seals a database that was never sealed, then looks whether the seal fits here. The instance file is bound before.</summary>
    public async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        var instance = await InstanceAsync(cancellation);
        await database.WriteAsync(async transaction =>
        {
            foreach (var (name, value) in Facts(instance))
                await transaction.ExecuteAsync(
                    "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value });
        }, cancellation);
        return await LookAsync(cancellation);
    }

    /// <summary>Looks again: somebody may have armed the database through another node, or put an older one in its place.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellation)
    {
        Look = await database.ReadAsync(reading => ReadAsync(reading, cancellation), cancellation);
        return Look.Fits;
    }

    /// <summary>How the seal stands at this moment, beside a read or a write that needs to know it.</summary>
    public async Task<SealLook> ReadAsync(Reading reading, CancellationToken cancellation)
    {
        var facts = await reading.QueryAsync<Row>("SELECT name, value FROM desk_facts");
        var stored = facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);
        var instance = await InstanceAsync(cancellation);
        var differences = new List<SealDifference>();
        void Compare(string name, string? sealedTo, string? here)
        {
            if (sealedTo is null || sealedTo != here)
                differences.Add(new(name, sealedTo, here));
        }

        Compare("instance-file", stored.GetValueOrDefault("instance"), instance);
        Compare("instance", stored.GetValueOrDefault("sealed_instance"), stored.GetValueOrDefault("instance"));
        foreach (var (name, value) in place)
            Compare(name["sealed_".Length..], stored.GetValueOrDefault(name), value);
        if (await Tide.IsBehindAsync(settings.DataDirectory, instance, stored.GetValueOrDefault(Tide.Fact), cancellation))
            differences.Add(new("age", "older than what this directory has seen", null));
        var epoch = long.TryParse(stored.GetValueOrDefault("seal_epoch"), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return new(differences.Count == 0, epoch, differences);
    }

    /// <summary>An administrator arms the database: from now on it belongs here, and to no other place.</summary>
    public async Task SetAsync(Transaction transaction)
    {
        var before = await ReadAsync(transaction, CancellationToken.None);
        var instance = (await transaction.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = 'instance'"))!;
        await InstanceFile.WriteAsync(settings.DataDirectory, instance, CancellationToken.None);
        await Tide.LiftAsync(transaction, settings.DataDirectory, instance);
        var epoch = (before.Epoch + 1).ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in Facts(instance).Where(fact => fact.Name != "seal_epoch").Append(("seal_epoch", epoch)))
            await transaction.ExecuteAsync(
                "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                new { name, value });
        _ = AskAsync(database.Bell.NextRing);
    }

    /// <summary>Somebody asked for a look, or so much time has passed.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Volatile.Read(ref asked).Task, Task.Delay(atMost, clock, over.Token));
        await over.CancelAsync();
        if (asked.Task.IsCompleted)
            asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    // What was written is there after the next commit, and counts then.
    private async Task AskAsync(Task committed)
    {
        await committed;
        Volatile.Read(ref asked).TrySetResult();
    }

    private IEnumerable<(string Name, string Value)> Facts(string? instance) =>
        [.. place, .. instance is null ? [] : new[] { ("sealed_instance", instance) }, ("seal_epoch", "1")];

    private async Task<string?> InstanceAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(settings.DataDirectory, InstanceFile.Name);
        return File.Exists(path) ? (await File.ReadAllTextAsync(path, cancellation)).Trim() : null;
    }

    private sealed record Row(string Name, string Value);
}

/// <summary>How the seal stood when it was last looked at.</summary>
/// <param name="Epoch">How often it was set: 1 at birth, one more with each arming.</param>
public sealed record SealLook(bool Fits, long Epoch, IReadOnlyList<SealDifference> Differences);

/// <param name="What">instance-file, instance, directory, file, host, machine or age.</param>
/// <param name="Sealed">What the database was sealed to; null where it names nothing.</param>
/// <param name="Here">What it found here.</param>
public sealed record SealDifference(string What, string? Sealed, string? Here);
