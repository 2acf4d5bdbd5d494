using System.Globalization;
using static IncidentDesk.Tests.Deadlines.YearOfOperation;

namespace IncidentDesk.Tests.Deadlines;

/// <summary>A duty of the recount.</summary>
/// <param name="Known">When the desk learned of it: before, no figure of a past instant may hold it.</param>
internal sealed record YearDuty(
    YearStory Story, string Rule, string Kind, string To, string Trigger, DateTimeOffset From, DateTimeOffset Due, DateTimeOffset Known, DateTimeOffset? Sent)
{
    /// <summary>For which no law names a figure: the desk's own target.</summary>
    public bool IsInternal => Kind != "personal-data-notice" && (Rule == "VN-L116-GAP" || Kind is "progress-report" or "final-report");

    public string StateAt(DateTimeOffset at) => Sent <= at ? Sent > Due ? "late" : "met" : Story.Ended <= at ? "waived" : "open";
}

/// <summary>The law by hand. It knows nothing of the product's rules, packs, clocks or tables.</summary>
internal static class YearRecount
{
    public static IEnumerable<YearDuty> Duties(YearStory story, IReadOnlyList<DateTimeOffset> turns)
    {
        var duties = new List<YearDuty>();
        void Owe(string rule, string kind, string[] to, string trigger, DateTimeOffset from, double hours, DateTimeOffset known) =>
            duties.AddRange(to.Select(role => new YearDuty(story, rule, kind, role, trigger, from, from.AddHours(hours), known, Sent(story, kind, role, trigger))));

        string[] three = ["system-owner", "specialised-unit", "national-coordinator"], one = ["cyber-authority"];
        if (story.Detected < At("2026-06-30T17:00:00Z"))
        {
            Owe("VN-QD05-TT20", "report", three, "detected", story.Detected, 120, story.Opened);
            if (story.Capacity is { } said)
            {
                Owe("VN-QD05-TT20", "immediate-notice", three, "capacity-exceeded", said, 0, said);
                foreach (var sent in story.Sent.Where(sent => sent.Kind == "immediate-notice"))
                    if (Asked(story, turns, sent.At) is { } asked)
                        Owe("VN-QD05-TT20", "progress-report", [sent.Recipient], "previous-submitted", sent.At, 24, asked);
            }
        }
        else
        {
            var rule = story.Detected < At("2026-08-18T17:00:00Z") ? "VN-L116-GAP" : "VN-ND331";
            Owe(rule, "report", one, "detected", story.Detected, 72, story.Opened);
            if (story.Serious is { } serious)
                Owe(rule, "initial-notice", one, "detected", story.Detected, 24, serious);
            if (story.Disruption)
                Owe(rule, "immediate-notice", one, "detected", story.Detected, 0, story.Opened);
            if (rule == "VN-ND331" && story.Capacity is { } said)
                Owe(rule, "immediate-notice", one, "capacity-exceeded", said, 0, said);
            foreach (var sent in story.Sent.Where(sent => sent is { Kind: "report", Preliminary: true }))
                if (Asked(story, turns, sent.At) is { } asked)
                {
                    Owe(rule, "progress-report", one, "previous-submitted", sent.At, 7 * 24, asked);
                    Owe(rule, "final-report", one, "previous-submitted", sent.At, 30 * 24, asked);
                }
        }
        if (story.DataFrom is { } found)
            Owe(story.Detected < At("2025-12-31T17:00:00Z") ? "VN-PD-ND13" : "VN-PD-L91", "personal-data-notice", ["personal-data-authority"],
                story.Detected < At("2025-12-31T17:00:00Z") ? "occurred" : "personal-data-established",
                story.Detected < At("2025-12-31T17:00:00Z") ? story.Detected : found, 72, story.DataSaid!.Value);
        return duties;
    }

    /// <summary>Each duty as the year left it, with the marks that fired and when.</summary>
    public static IEnumerable<string> Lines(YearStory story, IReadOnlyList<DateTimeOffset> turns) => Duties(story, turns).Select(duty => string.Join(
        ' ', story.Id, duty.Rule, duty.Kind, duty.To, duty.Trigger, Say(duty.From), Say(duty.Due), duty.StateAt(DateTimeOffset.MaxValue),
        string.Join(',', Fired(duty, duty.Sent ?? story.Ended ?? DateTimeOffset.MaxValue, turns).Order(StringComparer.Ordinal))));

    public static string Say(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Sent(YearStory story, string kind, string to, string trigger) =>
        story.Sent.Find(one => one.Kind == kind && one.Recipient == to && one.Trigger == trigger)?.At;

    // Whoever asks the rules again is the next turn of the clock, a later report or a raising; after the end nobody does.
    private static DateTimeOffset? Asked(YearStory story, IReadOnlyList<DateTimeOffset> turns, DateTimeOffset sent)
    {
        DateTimeOffset?[] acts = [story.Serious, story.DataSaid, story.Capacity, .. turns.Select(turn => (DateTimeOffset?)turn)];
        var next = acts.Where(act => act > sent).Min();
        return next is null || next >= story.Ended ? null : next;
    }

    private static IEnumerable<string> Fired(YearDuty duty, DateTimeOffset settled, IReadOnlyList<DateTimeOffset> turns)
    {
        var (kind, from, due, known) = (duty.Kind, duty.From, duty.Due, duty.Known);
        var marks = new List<(string Word, DateTimeOffset At)>();
        if (kind != "immediate-notice")
            marks.Add(("50%", from + ((due - from) / 2)));
        if (kind == "final-report")
            marks.Add(("3d", due.AddDays(-3)));
        if (kind is "report" or "personal-data-notice" or "progress-report" or "final-report")
            marks.Add(("24h", due.AddHours(-24)));
        if (kind != "immediate-notice")
            marks.Add(("4h", due.AddHours(-4)));
        if (kind is "report" or "personal-data-notice" or "initial-notice")
            marks.Add(("1h", due.AddHours(-1)));
        marks.RemoveAll(mark => mark.At <= known || mark.At <= from);
        marks.Add(("due", kind == "immediate-notice" ? due.AddMinutes(15) : due));
        foreach (var (word, at) in marks)
        {
            var turn = turns.FirstOrDefault(turn => turn >= at && turn >= known);
            if (turn != default && turn < settled)
                yield return $"{word}@{Say(turn)}";
        }
    }
}
