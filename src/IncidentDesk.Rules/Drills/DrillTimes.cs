using IncidentDesk.Rules.Pictures;

namespace IncidentDesk.Rules.Drills;

/// <summary>What is recorded of one incident of a drill; null where it has not come yet.</summary>
/// <param name="DetectedAt">T0.</param>
/// <param name="ReceivedAt">The agency's report had come.</param>
/// <param name="AcknowledgedAt">Somebody with a name took it.</param>
/// <param name="NoticeMetAt">A duty of notice was met with proof.</param>
/// <param name="NoticeSentAt">The message to a centre was ready and, as a drill's, simulated.</param>
/// <param name="ReportMetAt">The duty to report was met with proof.</param>
public sealed record DrillFacts(
    DateTimeOffset DetectedAt, DateTimeOffset ReceivedAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? NoticeMetAt, DateTimeOffset? NoticeSentAt, DateTimeOffset? ReportMetAt);

/// <summary>How long it took from detection, in whole seconds; null where it has not come yet, never nought.</summary>
public sealed record DrillTimes(long Received, long? Acknowledged, long? Notice, long? Report)
{
    public static DrillTimes Of(DrillFacts facts) => new(
        Since(facts.DetectedAt, facts.ReceivedAt)!.Value, Since(facts.DetectedAt, facts.AcknowledgedAt),
        Since(facts.DetectedAt, Earlier(facts.NoticeMetAt, facts.NoticeSentAt)), Since(facts.DetectedAt, facts.ReportMetAt));

    /// <summary>Half and nine in ten of what has come; what has not is in no figure.</summary>
    public static Took Summary(IEnumerable<long?> seconds) => Took.Of(seconds.OfType<long>().Select(one => TimeSpan.FromSeconds(one)));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;

    // A detection time may lie up to five minutes ahead of the desk's clock.
    private static long? Since(DateTimeOffset start, DateTimeOffset? end) => end is { } at ? Math.Max(0, (long)(at - start).TotalSeconds) : null;
}
