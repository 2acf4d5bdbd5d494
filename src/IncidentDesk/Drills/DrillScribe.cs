using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Drills;

/// <summary>The mails of a drill to its own people. What is tried with whom and within which limits stands in them; the scenario never does: a live drill is played without a script.</summary>
public sealed class DrillScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly Text Drill = new("DIỄN TẬP / DRILL", "DIỄN TẬP / DRILL"), Name = new("Cuộc diễn tập", "Drill"), Window = new("Khung giờ", "Window"),
        Goal = new("Mục tiêu", "Goal"), Limits = new("Giới hạn", "Limits"), Protection = new("Phương án bảo vệ", "Protection plan"),
        Only = new(
            "Chỉ những người có tên trong kế hoạch nhận thư này. Trong khung giờ, cuộc gọi và tin nhắn của diễn tập đến với anh/chị là thật và luôn mang dòng DIỄN TẬP.",
            "Only the people whom the plan names get this mail. Within the window calls and messages of the drill reach you for real, and always say DRILL."),
        Look = new("Xem kế hoạch tại mục Diễn tập.", "The plan is under Drills.");

    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        [DrillMails.Approved] = new("Diễn tập đã được phê duyệt, có anh/chị tham gia", "A drill that you take part in was approved"),
        [DrillMails.Started] = new("Diễn tập đã bắt đầu, có anh/chị tham gia", "A drill that you take part in has begun"),
    };

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == DrillMails.Cause && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(DrillMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, deliveries.cause_ref, drills.name, drills.goal, drills.limits,
                drills.protection_plan, drills.starts_at, drills.ends_at
            FROM deliveries JOIN drills ON drills.id = substr(deliveries.cause_ref, length(deliveries.cause_ref) - 35) WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no drill to delivery {delivery}.");
        var title = Titles[row.CauseRef[DrillMails.Mark.Length..].Split('-')[0]];
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {Drill.Vi}: {title.Vi} / {title.En}: {row.Name}", null, null, []),
            [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(language.Tag(), [.. Blocks(row, title, language)]))], at);
    }

    private IEnumerable<Block> Blocks(Row row, Text title, Language language)
    {
        yield return new Block.Mark(Drill.In(language));
        yield return new Block.Title(title.In(language));
        yield return new Block.Field(Name.In(language), row.Name);
        if (row is { StartsAt: { } from, EndsAt: { } to })
            yield return new Block.Field(Window.In(language), $"{times.Full(from, language)} – {times.Full(to, language)}");
        foreach (var (label, text) in ((Text, string?)[])[(Goal, row.Goal), (Limits, row.Limits), (Protection, row.ProtectionPlan)])
            if (text is not null)
                yield return new Block.Field(label.In(language), text);
        yield return new Block.Paragraph(Only.In(language));
        yield return new Block.Paragraph(Look.In(language));
    }

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, string CauseRef, string Name, string? Goal, string? Limits, string? ProtectionPlan,
        DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);
}
