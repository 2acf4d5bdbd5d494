using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines.Letters;

/// <summary>The mail that reminds of a duty, or says that its time is over. It names no title: it may be read on a locked screen.</summary>
public sealed class ReminderScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly Text Soon = new("Nhắc hạn", "Reminder of a deadline");
    private static readonly Text Over = new("Đã quá hạn", "Past its deadline");
    private static readonly Text Drill = new("DIỄN TẬP / DRILL", "DIỄN TẬP / DRILL");
    private static readonly Text Number = new("Mã sự cố", "Incident");
    private static readonly Text Task = new("Nghĩa vụ", "Duty");
    private static readonly Text Due = new("Hạn", "Due");
    private static readonly Text To = new("Nơi nhận", "Recipient");
    private static readonly Text Ground = new("Căn cứ", "Ground");
    private static readonly Text Own = new("mục tiêu nội bộ", "the desk's own target");
    private static readonly Text Please = new(
        "Nghĩa vụ chỉ hoàn thành khi việc gửi được ghi nhận cùng kênh gửi và bằng chứng.",
        "The duty is met once its sending is recorded with channel and proof.");
    private static readonly Text Done = new("Khi thư này được gửi, nghĩa vụ đã được ghi nhận là đã xong hoặc không còn cần nữa.",
        "When this was sent, the duty was recorded as done or was no longer wanted.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == ReminderTelling.Cause && channel == "mail";

    /// <summary>OBLIGATION:mark. The ladder reminds under the same cause, of an acknowledgement, and names a title; these go to agencies too.</summary>
    public bool Owns(string causeRef) => causeRef.Length > 36 && causeRef[36] == ':' && Guid.TryParseExact(causeRef[..36], "D", out _);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, incidents.number, incidents.tlp, incidents.reality,
                obligations.kind, obligations.rule, obligations.article, obligations.recipient, obligations.basis, obligations.due_at, obligations.state
            FROM deliveries
            JOIN obligations ON obligations.incident_id = deliveries.incident_id AND obligations.id = substr(deliveries.cause_ref, 1, 36)
            JOIN incidents ON incidents.id = deliveries.incident_id
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no duty to delivery {delivery}.");
        var what = row.DueAt <= at ? Over : Soon;
        var subject = $"[{row.Number}] {(row.Reality == "drill" ? Drill.Vi + " " : "")}{what.Vi} / {what.En}: {Texts.Say(Texts.Obligations, row.Kind, Language.Vietnamese)}";
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, subject, row.Number, row.Tlp, []);
        return form.Write(head, [Half(row, what, Language.Vietnamese), Half(row, what, Language.English)], at);
    }

    private LetterHalf Half(Row row, Text what, Language language) => new(language.Tag(),
    [
        .. row.Reality == "drill" ? (Block[])[new Block.Mark(Drill.In(language))] : [],
        new Block.Title(what.In(language)),
        new Block.Field(Number.In(language), row.Number),
        new Block.Field(Task.In(language), Texts.Say(Texts.Obligations, row.Kind, language)),
        new Block.Field(Due.In(language), times.Full(row.DueAt, language)),
        new Block.Field(To.In(language), Texts.Say(Texts.Recipients, row.Recipient, language)),
        new Block.Field(Ground.In(language), $"{row.Article} ({row.Rule}{(row.Basis == "internal" ? "; " + Own.In(language) : "")})"),
        new Block.Paragraph((row.State == "open" ? Please : Done).In(language)),
    ]);

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, string Number, string Tlp, string Reality, string Kind, string Rule,
        string Article, string Recipient, string Basis, DateTimeOffset DueAt, string State);
}
