using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>The moment from which an obligation's clock runs.</summary>
public sealed record Trigger(string Word, Func<TriageFacts, ClockStart> Start)
{
    private static readonly Bilingual Detection = new("detection", "lúc phát hiện");
    private static readonly Bilingual Occurrence = new("the violation itself", "lúc xảy ra vi phạm");
    private static readonly Bilingual NoOccurrence = new(
        "detection, as nobody knows when the violation happened", "lúc phát hiện, vì chưa rõ vi phạm xảy ra lúc nào");
    private static readonly Bilingual Established = new(
        "the moment the harm to personal data was established", "lúc xác định dữ liệu cá nhân bị ảnh hưởng");
    private static readonly Bilingual Capacity = new("the moment the agency said so", "lúc đơn vị báo vượt khả năng");

    private static readonly Trigger[] All =
    [
        new("detected", facts => new(facts.DetectedAt, Detection)),
        new("occurred", facts => facts.OccurredAt is { } at ? new(at, Occurrence) : new(facts.DetectedAt, NoOccurrence)),
        new("personal-data-established", facts =>
            facts.PersonalData.EstablishedAt is { } at ? new(at, Established) : new(facts.DetectedAt, Detection)),
        // The report is the first that the desk hears of it; with clocks apart, it may not lie before the detection.
        new("capacity-exceeded", facts =>
            new(facts.ReceivedAt > facts.DetectedAt ? facts.ReceivedAt : facts.DetectedAt, Capacity)),
    ];

    public static IReadOnlyList<string> Words { get; } = Array.ConvertAll(All, trigger => trigger.Word);

    public static Trigger? Parse(string word) => Array.Find(All, trigger => trigger.Word == word);
}

/// <param name="Since">How a reader is told of the moment: "detection", "lúc phát hiện".</param>
public readonly record struct ClockStart(DateTimeOffset At, Bilingual Since);
