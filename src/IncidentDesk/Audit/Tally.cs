using System.Globalization;

namespace IncidentDesk.Audit;

/// <summary>
/// Decides which notes become rows of their own and which are counted, so that neither a flood of reads nor one of refusals fills the disk.
/// Not for two threads at once.
/// </summary>
public sealed class Tally
{
    public const string Many = "many";

    /// <summary>One person opens so many different records in a minute before the rest of them are only counted.</summary>
    public const int RecordsAMinute = 60;

    /// <summary>How many kinds of things are counted apart; from there on they are counted together.</summary>
    public const int MostWindows = 200;

    private const int MostRemembered = 20_000;
    private const int MostPending = 20_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SameRecord = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Actor, string Action, string Subject, string What), DateTimeOffset> opened = [];
    private readonly Dictionary<(string Actor, string Action, string? Address, string Outcome), Window> windows = [];
    private List<Note> pending = [];

    /// <summary>Once for each person, record and five minutes.</summary>
    public void Opened(Note note, DateTimeOffset now)
    {
        if (IsNew(note, now))
            Add((note.Actor, note.Action, null, note.Outcome), note, RecordsAMinute);
    }

    /// <summary>As <see cref="Opened"/>, but of what leaves the desk each time counts: the number is told, minute by minute.</summary>
    public void Taken(Note note, DateTimeOffset now) =>
        Add((note.Actor, note.Action, null, note.Outcome), note, RecordsAMinute, isAgain: !IsNew(note, now));

    /// <summary>As <see cref="Taken"/>, of what no count may swallow: the first of each record is a row, however many records there are.</summary>
    public void TakenByName(Note note, DateTimeOffset now)
    {
        if (IsNew(note, now))
            pending.Add(note);
        else
            Add((note.Actor, note.Action, null, note.Outcome), note, RecordsAMinute, isAgain: true);
    }

    /// <summary>The first is a row; the others of its minute are one row together.</summary>
    public void Counted(Note note, DateTimeOffset now) => Add((note.Actor, note.Action, note.Address, note.Outcome), note, 1);

    public void Did(Note note) => pending.Add(note);

    /// <summary>What is to be written now: all that stands by itself, and the counts of minutes that are over.</summary>
    /// <param name="all">Also the counts of minutes that are not: the desk stops.</param>
    public IReadOnlyList<Note> Take(DateTimeOffset now, bool all)
    {
        foreach (var (key, window) in windows.Where(one => all || now - one.Value.Since >= Minute || now < one.Value.Since).ToList())
        {
            if (window.Uncounted > 0)
                pending.Add(window.Last with
                {
                    At = now, Subject = window.Subject, TraceId = null, Detail = null,
                    Outcome = string.Create(CultureInfo.InvariantCulture, $"{window.Last.Outcome} {window.Uncounted} more"),
                });
            // A flood that goes on is counted for another minute without a row at its beginning.
            if (window.Uncounted > 0 && !all)
                windows[key] = new(now, window.Most, window.Last) { Singles = window.Singles < window.Most ? 0 : window.Most };
            else
                windows.Remove(key);
        }
        var taken = pending;
        pending = [];
        return taken;
    }

    /// <summary>They could not be written. What a long outage would heap up is let go of, the newest first.</summary>
    public void PutBack(IReadOnlyList<Note> rows) => pending = [.. rows.Concat(pending).Take(MostPending)];

    private bool IsNew(Note note, DateTimeOffset now)
    {
        var which = (note.Actor, note.Action, note.Subject, $"{note.Outcome} {note.Detail}");
        if (opened.TryGetValue(which, out var before) && now >= before && now - before < SameRecord)
            return false;
        if (opened.Count >= MostRemembered)
            Forget(now);
        opened[which] = now;
        return true;
    }

    private void Add((string Actor, string Action, string? Address, string Outcome) key, Note note, int singles, bool isAgain = false)
    {
        if (!windows.TryGetValue(key, out var window))
        {
            if (windows.Count >= MostWindows)
                (key, note) = ((Many, note.Action, null, note.Outcome), note with { Actor = Many, Address = null, Subject = Many, TraceId = null });
            if (!windows.TryGetValue(key, out window))
                windows[key] = window = new(note.At, singles, note);
        }
        if (!isAgain && window.Singles < window.Most)
        {
            window.Singles++;
            pending.Add(note);
            return;
        }
        window.Subject = window.Uncounted == 0 || window.Subject == note.Subject ? note.Subject : Many;
        window.Uncounted++;
        window.Last = note;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (which, _) in opened.Where(one => now - one.Value >= SameRecord).ToList())
            opened.Remove(which);
        // All of them in five minutes: their rows are counted by now, and the memory must not grow with them.
        if (opened.Count >= MostRemembered)
            opened.Clear();
    }

    private sealed class Window(DateTimeOffset since, int most, Note last)
    {
        public DateTimeOffset Since { get; } = since;
        public int Most { get; } = most;
        public int Singles { get; set; }
        public long Uncounted { get; set; }
        public string Subject { get; set; } = "";
        public Note Last { get; set; } = last;
    }
}
