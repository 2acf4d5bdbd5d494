using IncidentDesk.Harness;
using IncidentDesk.Operations;

namespace IncidentDesk.Tests.Statistics;

/// <summary>
/// A made-up life of many duties, written to a desk as its rooms write it, and kept apart from it as a list of what was said when: whoever counts the list again needs
/// nothing of the product.
/// </summary>
internal sealed class FiledHistory
{
    /// <summary>One thing that was recorded of a duty.</summary>
    internal sealed record Said(DateTimeOffset At, string State, DateTimeOffset Due, DateTimeOffset? Met);

    internal sealed record Duty(Guid Id, Guid Incident, string Agency, string Reality, string Kind, string Rule, List<Said> Life);

    public static readonly IReadOnlyList<string> Kinds = ["report", "initial-notice", "personal-data-notice"];

    private static readonly string[] Rules = ["VN-ND331", "VN-PD-L91"];

    private readonly List<(Guid Incident, DateTimeOffset From, DateTimeOffset? To)> unproven = [];

    public List<Duty> Duties { get; } = [];

    /// <param name="incidents">Each with its agency and whether it is real.</param>
    public async Task WriteAsync(Desk desk, IReadOnlyList<(Guid Id, string Agency, string Reality)> incidents, DateTimeOffset start, int duties, int seed)
    {
        await desk.Database.WriteAsync(async transaction =>
        {
            await transaction.ExecuteAsync("DELETE FROM obligation_states");
            await transaction.ExecuteAsync("DELETE FROM obligations");
        }, CancellationToken.None);
        var chance = new Chance(seed);
        for (var n = 0; n < duties; n++)
        {
            var (incident, agency, reality) = incidents[n % incidents.Count];
            var opened = start.AddMinutes(chance.Below(60 * 24 * 200));
            var duty = new Duty(Ids.Next(opened), incident, agency, reality, Kinds[chance.Below(3)], Rules[chance.Below(2)], []);
            var due = opened.AddHours(chance.Below(100));
            duty.Life.Add(new(opened, "open", due, null));
            for (var at = opened; chance.Below(3) > 0 && duty.Life.Count < 5;)
                duty.Life.Add(Next(duty.Life[^1], at = at.AddMinutes(1 + chance.Below(60 * 24 * 20)), chance));
            Duties.Add(duty);
            await desk.Database.WriteAsync(transaction => WriteAsync(transaction, duty), CancellationToken.None);
        }
        await CloseSomeAsync(desk, incidents, start);
    }

    /// <summary>Counts again what stood at an instant, from nothing but what was said.</summary>
    /// <returns>By key: met, late, overdue, not yet due, waived, void, unproven.</returns>
    public SortedDictionary<string, long[]> Count(DateTimeOffset from, DateTimeOffset to, DateTimeOffset asOf, Func<Duty, Said, string> key, string reality = "real", string? agency = null)
    {
        var counts = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var duty in Duties.Where(one => one.Reality == reality && (agency is null || one.Agency == agency)))
        {
            if (duty.Life.LastOrDefault(said => said.At <= asOf) is not { } stood || stood.Due < from || stood.Due >= to)
                continue;
            var place = unproven.Any(one => one.Incident == duty.Incident && one.From <= asOf && (one.To is null || one.To > asOf)) ? 6 : stood.State switch
            {
                "met" => 0, "late" => 1, "open" when stood.Due < asOf => 2, "open" => 3, "waived" => 4, _ => 5,
            };
            if (!counts.TryGetValue(key(duty, stood), out var figures))
                counts[key(duty, stood)] = figures = new long[7];
            figures[place]++;
        }
        return counts;
    }

    private static Said Next(Said before, DateTimeOffset at, Chance chance) => before.State == "open"
        ? chance.Below(4) switch
        {
            0 => new(at, at > before.Due ? "late" : "met", before.Due, at),
            1 => new(at, "waived", before.Due, null),
            2 => new(at, "void", before.Due, null),
            // A deadline that is worked out again moves the duty to another month.
            _ => new(at, "open", before.Due.AddDays(chance.Below(50)), null),
        }
        : new(at, "open", before.Due, null);

    private static async Task WriteAsync(IncidentDesk.Storage.Transaction transaction, Duty duty)
    {
        var first = duty.Life[0];
        await transaction.ExecuteAsync(
            """
            INSERT INTO obligations (incident_id, id, kind, rule, article, sureness, recipient, basis, starts_at, due_at, state, opened_at)
            VALUES (@incident, @id, @kind, @rule, 'x', 'verified', 'cyber-authority', 'law', @at, @due, 'open', @at)
            """,
            new { incident = duty.Incident, id = duty.Id, kind = duty.Kind, rule = duty.Rule, at = first.At, due = first.Due });
        foreach (var said in duty.Life.Skip(1))
            await transaction.ExecuteAsync(
                "UPDATE obligations SET state = @state, due_at = @due, met_at = @met, change_at = @at WHERE incident_id = @incident AND id = @id",
                new { incident = duty.Incident, id = duty.Id, state = said.State, due = said.Due, met = said.Met, at = said.At });
    }

    private async Task CloseSomeAsync(Desk desk, IReadOnlyList<(Guid Id, string Agency, string Reality)> incidents, DateTimeOffset start)
    {
        unproven.Add((incidents[0].Id, start.AddDays(60), start.AddDays(120)));
        unproven.Add((incidents[1].Id, start.AddDays(90), null));
        foreach (var one in unproven)
            await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
                "INSERT INTO unproven_closings (incident_id, closed_at, reopened_at) VALUES (@incident, @from, @to)",
                new { incident = one.Incident, from = one.From, to = one.To }), CancellationToken.None);
    }

    /// <summary>The same numbers for the same seed, on every machine.</summary>
    private sealed class Chance(int seed)
    {
        private ulong state = (ulong)seed + 0x9E3779B97F4A7C15;

        public int Below(int end)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return (int)((state >> 33) % (ulong)end);
        }
    }
}
