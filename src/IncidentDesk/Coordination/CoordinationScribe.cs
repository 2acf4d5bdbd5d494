using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>What the mails of requests say. The answer to the centre holds every item with what had been said to it when it was sent.</summary>
public sealed class CoordinationScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        ["ask"] = new("Yêu cầu điều phối", "Coordination request"),
        ["late"] = new("Đôn đốc trả lời yêu cầu điều phối", "Reminder of a coordination request"),
        ["answer"] = new("Trả lời yêu cầu điều phối", "Answer to your coordination request"),
    };

    private static readonly Text From = new("Cơ quan yêu cầu", "Asked by"), Number = new("Số tham chiếu", "Reference"), About = new("Trích yếu", "Subject"),
        Deadline = new("Hạn trả lời của cơ quan yêu cầu", "Deadline of the centre"), Items = new("Nội dung yêu cầu", "What is asked"),
        Part = new("Đây là trả lời một phần; phần còn lại sẽ gửi sau.", "This is a partial answer; the rest will follow."), Nothing = new("chưa có", "nothing yet"),
        Sign = new(
            "Quý cơ quan đăng nhập hệ thống, mục Điều phối, để trả lời từng nội dung, có thể trả lời từng phần.",
            "Sign in to the desk and answer each item under Coordination; answers may come in parts.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind is CoordinationMails.Request or CoordinationMails.Reminder && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(CoordinationMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, deliveries.cause_ref, coordination_requests.id AS request,
                coordination_requests.reference, coordination_requests.subject, coordination_requests.tlp, coordination_requests.deadline_at, centres.name,
                centres.name_en, coordination_sendings.part, coordination_sendings.text, coordination_sendings.at
            FROM deliveries
            JOIN coordination_requests ON coordination_requests.id = substr(deliveries.cause_ref, length(deliveries.cause_ref) - 35)
            JOIN centres ON centres.id = coordination_requests.centre_id
            LEFT JOIN coordination_sendings ON coordination_sendings.delivery_id = deliveries.id
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no coordination request to delivery {delivery}.");
        var kind = row.CauseRef[CoordinationMails.Mark.Length..].Split(':', '-')[0];
        var items = await ItemsAsync(reading, row);
        // What may not be passed on is not said on the outside of a mail to agencies; the centre's own reference tells it enough.
        var subject = TlpRules.IsHeldClose(row.Tlp) ? row.Reference : $"{row.Reference}: {row.Subject}";
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{row.Reference}] {Titles[kind].Vi} / {Titles[kind].En}: {subject}", null, row.Tlp, []),
            [Half(kind, row, items, Language.Vietnamese), Half(kind, row, items, Language.English)], at);
    }

    private LetterHalf Half(string kind, Row row, IReadOnlyList<Line> items, Language language) => new(language.Tag(), [.. Blocks(kind, row, items, language)]);

    private IEnumerable<Block> Blocks(string kind, Row row, IReadOnlyList<Line> items, Language language)
    {
        var isClose = TlpRules.IsHeldClose(row.Tlp) && kind != "answer";
        yield return new Block.Mark($"TLP:{row.Tlp.ToUpperInvariant()}");
        yield return new Block.Title(Titles[kind].In(language));
        yield return new Block.Field(From.In(language), language == Language.English ? row.NameEn : row.Name);
        yield return new Block.Field(Number.In(language), row.Reference);
        if (!isClose)
            yield return new Block.Field(About.In(language), row.Subject);
        yield return new Block.Field(Deadline.In(language), times.Full(row.DeadlineAt, language));
        if (kind == "answer")
        {
            if (row.Part == "partial")
                yield return new Block.Paragraph(Part.In(language));
            foreach (var line in row.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return new Block.Paragraph(line);
            foreach (var item in items.GroupBy(one => (one.N, one.Text)))
            {
                yield return new Block.Heading($"{item.Key.N}. {item.Key.Text}");
                var said = item.Where(one => one.Answer is not null).Select(one => $"{one.Agency ?? settings.Name}: {one.Answer}{(one.Evidence is { } evidence ? $" ({evidence})" : "")}").ToList();
                yield return new Block.Items(said.Count > 0 ? said : [Nothing.In(language)]);
            }
            yield break;
        }
        if (!isClose)
        {
            yield return new Block.Heading(Items.In(language));
            yield return new Block.Items([.. items.Select(one => one.Text).Distinct()]);
        }
        yield return new Block.Paragraph(Sign.In(language));
    }

    private static Task<IReadOnlyList<Line>> ItemsAsync(Reading reading, Row row) => reading.QueryAsync<Line>(
        """
        SELECT coordination_items.n, coordination_items.text, agencies.name AS agency, coordination_answers.text AS answer, coordination_answers.evidence
        FROM coordination_items
        LEFT JOIN coordination_answers ON coordination_answers.request_id = coordination_items.request_id AND coordination_answers.item = coordination_items.n
            AND coordination_answers.at <= @at
        LEFT JOIN agencies ON agencies.id = coordination_answers.agency_id
        WHERE coordination_items.request_id = @request ORDER BY coordination_items.n, coordination_answers.id
        """,
        new { request = row.Request, at = row.At ?? DateTimeOffset.UnixEpoch });

    private sealed record Line(long N, string Text, string? Agency, string? Answer, string? Evidence);

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, string CauseRef, Guid Request, string Reference, string Subject, string Tlp,
        DateTimeOffset DeadlineAt, string Name, string NameEn, string? Part, string? Text, DateTimeOffset? At);
}
