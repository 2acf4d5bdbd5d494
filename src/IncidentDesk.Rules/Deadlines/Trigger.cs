using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>The moment from which an obligation's clock runs; it answers null as long as that moment has not come.</summary>
public sealed record Trigger(string Word, Func<TriageFacts, ObligationRule, string, ClockStart?> Start)
{
    /// <summary>The one that another obligation's sending starts.</summary>
    public const string PreviousSubmitted = "previous-submitted";

    private static readonly Bilingual Detection = new("detection", "lúc phát hiện");
    private static readonly Bilingual Occurrence = new("the violation itself", "lúc xảy ra vi phạm");
    private static readonly Bilingual NoOccurrence = new(
        "detection, as nobody knows when the violation happened", "lúc phát hiện, vì chưa rõ vi phạm xảy ra lúc nào");
    private static readonly Bilingual Established = new(
        "the moment the harm to personal data was established", "lúc xác định dữ liệu cá nhân bị ảnh hưởng");
    private static readonly Bilingual Capacity = new("the moment the agency said so", "lúc đơn vị báo vượt khả năng");
    private static readonly Bilingual Classification = new("its classification", "lúc phân loại sự cố");
    private static readonly Bilingual Completion = new("the end of the response", "lúc hoàn thành ứng phó");
    private static readonly Bilingual Sending = new("the sending of the report before it", "lúc gửi báo cáo trước đó");

    private static readonly Trigger[] All =
    [
        new("detected", (facts, _, _) => new(facts.DetectedAt, Detection)),
        new("occurred", (facts, _, _) => facts.OccurredAt is { } at ? new(at, Occurrence) : new(facts.DetectedAt, NoOccurrence)),
        new("personal-data-established", (facts, _, _) =>
            facts.PersonalData.EstablishedAt is { } at ? new(at, Established) : new(facts.DetectedAt, Detection)),
        // The report is the first that the desk hears of it; with clocks apart, it may not lie before the detection.
        new("capacity-exceeded", (facts, _, _) => new(Later(facts.CapacityExceededAt ?? facts.ReceivedAt, facts.DetectedAt), Capacity)),
        new("classified", (facts, _, _) => facts.ClassifiedAt is { } at ? new(Later(at, facts.DetectedAt), Classification) : null),
        new("completed", (facts, _, _) => facts.CompletedAt is { } at ? new(Later(at, facts.DetectedAt), Completion) : null),
        new(PreviousSubmitted, (facts, rule, recipient) => Sent(facts, rule, recipient) is { } at ? new(at, Sending) : null),
    ];

    public static IReadOnlyList<string> Words { get; } = Array.ConvertAll(All, trigger => trigger.Word);

    public static Trigger? Parse(string word) => Array.Find(All, trigger => trigger.Word == word);

    private static DateTimeOffset? Sent(TriageFacts facts, ObligationRule rule, string recipient)
    {
        DateTimeOffset? first = null;
        foreach (var sent in facts.Submissions)
            if (sent.Kind == rule.After && sent.Recipient == recipient && (sent.Preliminary || !rule.AfterPreliminary) && (first is null || sent.At < first))
                first = sent.At;
        return first;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="Since">How a reader is told of the moment: "detection", "lúc phát hiện".</param>
public readonly record struct ClockStart(DateTimeOffset At, Bilingual Since);
