using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Letters;

/// <summary>The mail about an alarm that nobody has taken.</summary>
public sealed class AlarmScribe(MailForm form, DeskSettings settings) : IScribe
{
    // More of a subject stands in no list of mails.
    private const int MostOfSubject = 160;

    private static readonly Text What = new("Báo động chưa ai nhận", "Alarm that nobody has taken");
    private static readonly Text Details = new("Chi tiết", "Details");
    private static readonly Text Since = new("Từ", "Since");
    private static readonly Text Incident = new("Mã sự cố", "Incident");
    private static readonly Text Please = new(
        "Hãy vào bảng trực, nhận báo động này rồi xử lý. Thư này không được nhắc lại.",
        "Open the board, take this alarm and deal with it. This mail is not repeated.");
    private static readonly Text Over = new("Báo động này đã kết thúc lúc {0}.", "This alarm ended on {0}.");
    private static readonly Text Taken = new("Báo động này đã có {0} nhận.", "{0} has taken this alarm.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == AlarmTelling.Cause && channel == "mail";

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, alarms.since, alarms.text,
                alarms.text_vi, alarms.ended_at, people.name AS taken_by, incidents.number, incidents.tlp
            FROM deliveries
            JOIN alarms ON alarms.id = substr(deliveries.cause_ref, 7, 36)
            LEFT JOIN incidents ON incidents.id = deliveries.incident_id
            LEFT JOIN people ON people.id = alarms.acknowledged_by
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no alarm to delivery {delivery}.");
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, SubjectOf(row), row.Number, row.Tlp, []);
        return form.Write(head, [Half(row, Language.Vietnamese), Half(row, Language.English)], at);
    }

    /// <summary>What the alarm itself says, in the language of the desk: its people have said no other. The letter has both.</summary>
    private string SubjectOf(Row row)
    {
        var language = Languages.Parse(settings.Language) ?? Language.Vietnamese;
        // What is to stay close is not said on the outside of a mail.
        if (TlpRules.IsHeldClose(row.Tlp))
            return $"[{row.Number ?? settings.Name}] {What.In(language)}";
        var text = language == Language.English ? row.Text : row.TextVi;
        // The number stands in front of it already.
        if (row.Number is { } number && text.StartsWith($"{number}: ", StringComparison.Ordinal))
            text = text[(number.Length + 2)..];
        if (text.Length > MostOfSubject)
            text = text[..(text.LastIndexOf(' ', MostOfSubject) is > 0 and var end ? end : MostOfSubject)] + "…";
        return $"[{row.Number ?? settings.Name}] {What.In(language)}: {text}";
    }

    private LetterHalf Half(Row row, Language language) => new(language.Tag(),
    [
        new Block.Title(What.In(language)),
        new Block.Paragraph(language == Language.English ? row.Text : row.TextVi),
        new Block.Heading(Details.In(language)),
        new Block.Field(Since.In(language), times.Full(row.Since, language)),
        .. row.Number is { } number ? (Block[])[new Block.Field(Incident.In(language), number)] : [],
        new Block.Paragraph(
            row.EndedAt is { } ended ? Over.In(language, times.Full(ended, language))
            : row.TakenBy is { } taker ? Taken.In(language, taker)
            : Please.In(language)),
    ]);

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, DateTimeOffset Since, string Text, string TextVi,
        DateTimeOffset? EndedAt, string? TakenBy, string? Number, string? Tlp);
}
