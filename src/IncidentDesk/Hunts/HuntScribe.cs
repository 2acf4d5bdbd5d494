using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>What the mails of hunts say. A hunt that is to stay close (amber+strict) is only announced; indicators and queries are never mailed: who looks signs in.</summary>
public sealed class HuntScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        ["ask"] = new("Yêu cầu săn lùng mối nguy hại", "A threat hunt is asked for"),
        ["late"] = new("Đôn đốc kết quả săn lùng mối nguy hại", "Reminder: results of a threat hunt"),
        ["due"] = new("Đến hạn săn lùng, rà quét 6 tháng", "Six-monthly hunt or scan is due"),
    };

    private static readonly Text Hunt = new("Đợt săn lùng", "Hunt"), Due = new("Hạn báo kết quả", "Results by"), Why = new("Giả thuyết", "Hypothesis"),
        Systems = new("Hệ thống đến hạn hoặc quá hạn", "Systems that are due or overdue"), Close = new("Nội dung chỉ xem được sau khi đăng nhập hệ thống.", "Its content is shown to who signs in to the desk."),
        Answer = new(
            "Quý cơ quan đăng nhập hệ thống, mục Săn lùng, để xem dấu hiệu cần tìm và báo kết quả kèm câu truy vấn và khoảng thời gian đã tìm. Không trả lời không được coi là không phát hiện.",
            "Sign in to the desk, look up under Hunts what to search for, and say what came of it with the query and the period searched. Silence never counts as nothing found."),
        Directive = new(
            "Chỉ thị 18/CT-TTg: săn lùng mối nguy hại và rà quét lỗ hổng ít nhất 6 tháng một lần trên từng hệ thống. Quý cơ quan ghi nhận lần thực hiện tại mục Săn lùng.",
            "Directive 18/CT-TTg: a threat hunt and a scan for weaknesses at least once in six months for each system. Record what was done under Hunts.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind is HuntMails.Ask or HuntMails.Reminder && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(HuntMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, deliveries.cause_ref, hunts.title, hunts.hypothesis, hunts.tlp,
                hunts.due_at
            FROM deliveries LEFT JOIN hunts ON hunts.id = substr(deliveries.cause_ref, length(deliveries.cause_ref) - 35) WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
        var kind = row.CauseRef[HuntMails.Mark.Length..].Split(':', '-')[0];
        var systems = kind == "due" ? await SystemsAsync(reading, row.CauseRef) : [];
        var title = Titles[kind];
        var subject = row.Title is { } hunt && !TlpRules.IsHeldClose(row.Tlp!) ? $"{title.Vi} / {title.En}: {hunt}" : $"{title.Vi} / {title.En}";
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, subject, null, row.Tlp, []),
            [Half(kind, row, systems, Language.Vietnamese), Half(kind, row, systems, Language.English)], at);
    }

    private LetterHalf Half(string kind, Row row, IReadOnlyList<DueLine> systems, Language language) => new(language.Tag(), [.. Blocks(kind, row, systems, language)]);

    private IEnumerable<Block> Blocks(string kind, Row row, IReadOnlyList<DueLine> systems, Language language)
    {
        if (row.Tlp is { } tlp)
            yield return new Block.Mark($"TLP:{tlp.ToUpperInvariant()}");
        yield return new Block.Title(Titles[kind].In(language));
        if (kind == "due")
        {
            yield return new Block.Heading(Systems.In(language));
            yield return new Block.Items([.. systems.Select(one => $"{one.Name} ({one.Code}), {Texts.CheckKinds[one.Kind].In(language)}: {times.Day(one.NextAt, language)}")]);
            yield return new Block.Paragraph(Directive.In(language));
            yield break;
        }
        var isClose = TlpRules.IsHeldClose(row.Tlp!);
        if (!isClose)
            yield return new Block.Field(Hunt.In(language), row.Title!);
        yield return new Block.Field(Due.In(language), times.Full(row.DueAt!.Value, language));
        if (isClose)
            yield return new Block.Paragraph(Close.In(language));
        else if (kind == "ask")
            yield return new Block.Field(Why.In(language), row.Hypothesis!);
        yield return new Block.Paragraph(Answer.In(language));
    }

    // hunt-due-MILLISECONDS:AGENCY; the reminders that fired in that turn.
    private static Task<IReadOnlyList<DueLine>> SystemsAsync(Reading reading, string reference) => reading.QueryAsync<DueLine>(
        """
        SELECT systems.code, systems.name, check_reminders.kind, check_reminders.next_at FROM check_reminders JOIN systems ON systems.id = check_reminders.system_id
        WHERE systems.agency_id = @agency AND check_reminders.fired_at = @at ORDER BY systems.code, check_reminders.kind
        """,
        new { agency = Guid.Parse(reference[^36..]), at = long.Parse(reference.Split('-', ':')[2], System.Globalization.CultureInfo.InvariantCulture) });

    private sealed record DueLine(string Code, string Name, string Kind, DateTimeOffset NextAt);

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, string CauseRef, string? Title, string? Hypothesis, string? Tlp, DateTimeOffset? DueAt);
}
