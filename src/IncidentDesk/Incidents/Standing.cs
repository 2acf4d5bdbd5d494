using IncidentDesk.Shell;

namespace IncidentDesk.Incidents;

/// <summary>Where an incident stands, in one line: who has it, and what runs out next. The clock itself is the page's: it ticks.</summary>
public static class Standing
{
    public static string Of(IncidentView incident, string? mergedInto, Reader reader)
    {
        if (mergedInto is not null)
            return reader.Say(Texts.StandMerged, mergedInto);
        if (incident.EndedAt is { } ended)
            return reader.Say(Texts.StandEnded, Texts.Say(Texts.Statuses, incident.Status, reader.Language), reader.Near(ended));
        return Next(incident) is { } next
            ? $"{Holder(incident, reader)} {reader.Say(Texts.StandNext, Texts.Say(Texts.Obligations, next.Kind, reader.Language), reader.Near(next.DueAt))}"
            : $"{Holder(incident, reader)} {reader.Say(Texts.StandNoClock)}";
    }

    /// <summary>Who is called now and when the next is; until when an acknowledgement holds; null where neither runs.</summary>
    public static string? Calling(IncidentView incident, Reader reader) => incident switch
    {
        { ClosedUnproven: true } => reader.Say(Texts.ClosedUnproven),
        { Ladder: { NextAt: not null, Step: 0 } } => reader.Say(Texts.CallingSoon),
        { Ladder: { NextAt: { } next, Calling.Count: 0 } } => reader.Say(Texts.CallingNobody, reader.Near(next)),
        { Ladder: { NextAt: { } next } ladder } => reader.Say(
            Texts.CallingNow, string.Join(", ", ladder.Calling.Select(called => called.Name)), ladder.Step, ladder.Of, reader.Near(next)),
        { Ladder.ExpiresAt: { } expires } => reader.Say(Texts.HeldUntil, reader.Near(expires)),
        _ => null,
    };

    private static string Holder(IncidentView incident, Reader reader) =>
        incident is { AcknowledgedBy: { } taker, AcknowledgedAt: { } at }
            ? reader.Say(Texts.StandTaken, taker, reader.Near(at))
            : reader.Say(Texts.StandNobody);

    /// <summary>What the law wants first; null where nothing is owed or it has ended.</summary>
    public static ObligationView? Next(IncidentView incident) =>
        incident.EndedAt is null ? incident.Obligations.Where(obligation => obligation.State == "open").MinBy(obligation => obligation.DueAt) : null;
}
