using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Rules.Deadlines;

/// <summary>The moment from which an obligation's clock runs.</summary>
/// <param name="Since">How a reader is told of the moment: "detection", "lúc phát hiện".</param>
public sealed record Trigger(string Word, Bilingual Since, Func<TriageFacts, DateTimeOffset> Start)
{
    private static readonly Trigger[] All =
    [
        new("detected", new("detection", "lúc phát hiện"), facts => facts.DetectedAt),
        new("occurred", new("the violation, or its detection where nobody knows when it happened",
            "lúc xảy ra vi phạm (hoặc lúc phát hiện, nếu chưa rõ lúc xảy ra)"), facts => facts.OccurredAt ?? facts.DetectedAt),
        new("personal-data-established", new("the moment the harm to personal data was established",
            "lúc xác định dữ liệu cá nhân bị ảnh hưởng"), facts => facts.PersonalData.EstablishedAt ?? facts.DetectedAt),
        // The report is the first that the desk hears of it; a clock may not start before the detection.
        new("capacity-exceeded", new("the moment the agency said so", "lúc đơn vị báo vượt khả năng"),
            facts => facts.ReceivedAt > facts.DetectedAt ? facts.ReceivedAt : facts.DetectedAt),
    ];

    public static IReadOnlyList<string> Words { get; } = Array.ConvertAll(All, trigger => trigger.Word);

    public static Trigger? Parse(string word) => Array.Find(All, trigger => trigger.Word == word);
}
