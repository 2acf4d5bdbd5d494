using System.Collections.Frozen;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>When people are reminded of an obligation before it is due: a share of its time, or so long before its end.</summary>
/// <param name="Word">As the file has it: 50%, 24h, 90m, 3d.</param>
public sealed record ReminderOffset(string Word, int Percent, TimeSpan Before)
{
    public static ReminderOffset? Parse(string word) => word is not [.. var figure, var unit] || !Small(figure, out var count) ? null : unit switch
    {
        '%' when count < 100 => new(word, count, TimeSpan.Zero),
        'm' => new(word, 0, TimeSpan.FromMinutes(count)),
        'h' => new(word, 0, TimeSpan.FromHours(count)),
        'd' => new(word, 0, TimeSpan.FromDays(count)),
        _ => null,
    };

    public DateTimeOffset At(DateTimeOffset startsAt, DateTimeOffset dueAt) =>
        Percent > 0 ? startsAt + TimeSpan.FromMilliseconds(Math.Floor((dueAt - startsAt).TotalMilliseconds * Percent / 100)) : dueAt - Before;

    private static bool Small(string figure, out int count) =>
        int.TryParse(figure, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out count) && count is > 0 and <= 10_000;
}

/// <summary>The marks of an obligation's clock, by its kind: reminders, and its end.</summary>
/// <param name="ImmediateGrace">The desk's own: so long after its instant people are written to of what was due at once. The alarm waits for nothing.</param>
public sealed record ReminderPlan(IReadOnlyList<ReminderOffset> Usual, FrozenDictionary<string, IReadOnlyList<ReminderOffset>> ByKind, TimeSpan ImmediateGrace)
{
    public const string Reminder = "reminder", Expiry = "expiry", Due = "due";

    /// <summary>A mark that had passed before anybody knew of the duty reminds nobody of anything: it is none. Its end always is one.</summary>
    public IReadOnlyList<ClockMark> Marks(string kind, DateTimeOffset startsAt, DateTimeOffset dueAt, DateTimeOffset openedAt)
    {
        var marks = new List<ClockMark>(5);
        foreach (var offset in ByKind.GetValueOrDefault(kind, Usual))
            if (offset.At(startsAt, dueAt) is var at && at > startsAt && at > openedAt && at < dueAt && !marks.Exists(mark => mark.At == at))
                marks.Add(new(Reminder, offset.Word, at));
        marks.Add(new(Expiry, Due, dueAt > startsAt ? dueAt : dueAt + ImmediateGrace));
        return marks;
    }
}

/// <param name="Kind">reminder or expiry.</param>
public readonly record struct ClockMark(string Kind, string Offset, DateTimeOffset At);
