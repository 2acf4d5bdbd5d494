using IncidentDesk.Shell;

namespace IncidentDesk.Incidents;

/// <summary>One timeline of people, deliveries and clocks: what was, and what will be if nobody does anything.</summary>
/// <param name="Who">Who did it; null for what a clock does.</param>
/// <param name="Visibility">Of what a person said: internal or agency; null where it is no remark.</param>
public sealed record StoryLine(DateTimeOffset At, string Part, string Heading, string Text, string? Who, string? Visibility)
{
    public static readonly IReadOnlyList<(string Word, Text Text)> Parts =
        [("all", Texts.StoryAll), ("people", Texts.StoryPeople), ("deliveries", Texts.StoryDeliveries), ("clocks", Texts.StoryClocks)];

    public static IReadOnlyList<StoryLine> Of(IncidentView incident, IReadOnlyList<ShowTimeline.Entry> entries, IReadOnlyList<ShowStory.Attempt> attempts, Reader reader) =>
        [.. entries.Select(entry => Said(entry, reader))
            .Concat(attempts.Select(attempt => Tried(attempt, reader)))
            .Concat(incident.Obligations.SelectMany(duty => Due(duty, reader)))
            .Concat(Ladder(incident, reader))
            .OrderByDescending(line => line.At)];

    private static StoryLine Said(ShowTimeline.Entry entry, Reader reader) => new(
        entry.At, entry.Kind switch { "delivery" => "deliveries", "obligation" or "ladder" or "alarm" => "clocks", _ => "people" },
        Texts.Say(Texts.TimelineKinds, entry.Kind, reader.Language), reader.Language == Language.English ? entry.Text : entry.TextVi,
        entry.Actor.Name is { Length: > 0 } name ? name : null,
        entry.Kind == "comment" ? entry.Visibility : null);

    private static StoryLine Tried(ShowStory.Attempt attempt, Reader reader) => new(
        attempt.At, "deliveries", reader.Say(Texts.StoryDeliveries),
        reader.Say(
            Texts.StoryAttempt, Texts.Say(Texts.Channels, attempt.Channel, reader.Language), attempt.RecipientName, attempt.N,
            Texts.Say(Texts.Verdicts, attempt.Verdict ?? "", reader.Language)), null, null);

    private static IEnumerable<StoryLine> Due(ObligationView duty, Reader reader)
    {
        var (what, whom) = (Texts.Say(Texts.Obligations, duty.Kind, reader.Language), Texts.Say(Texts.Recipients, duty.Recipient, reader.Language));
        if (duty.MetAt is { } met)
            yield return new(met, "clocks", Texts.Say(Texts.TimelineKinds, "obligation", reader.Language), reader.Say(Texts.StoryMet, what, whom), null, null);
        else if (duty.State == "open")
            yield return new(
                duty.DueAt, "clocks", Texts.Say(Texts.TimelineKinds, "obligation", reader.Language),
                reader.Say(duty.DueAt > reader.Now ? Texts.StoryDue : Texts.StoryOverdue, what, whom), null, null);
    }

    private static IEnumerable<StoryLine> Ladder(IncidentView incident, Reader reader)
    {
        var heading = Texts.Say(Texts.TimelineKinds, "ladder", reader.Language);
        if (incident is { Ladder: { NextAt: { } next } ladder } && next > reader.Now)
            yield return new(next, "clocks", heading, reader.Say(Texts.StoryCall, (ladder.Step % ladder.Of) + 1, ladder.Of), null, null);
        if (incident.Ladder?.ExpiresAt is { } expires && expires > reader.Now)
            yield return new(expires, "clocks", heading, reader.Say(Texts.StoryExpires), null, null);
    }
}
