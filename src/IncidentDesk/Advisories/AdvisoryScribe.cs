using System.Globalization;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>
/// The mails of a warning letter: the letter itself, what is new in it, a reminder, the word to the agency above. A letter that is to stay close (amber+strict) is only announced: who may
/// read it signs in.
/// </summary>
public sealed class AdvisoryScribe(MailForm form, DeskSettings settings) : IScribe
{
    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == AdvisoryMails.Cause && channel == "mail";

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.address, deliveries.recipient_name, deliveries.cause_ref, deliveries.agency_id, advisories.id AS advisory_id,
                advisories.number, advisories.issuer, advisories.issued_on, advisories.subject, advisories.text, advisories.asks, advisories.tlp, advisories.due_at
            FROM deliveries JOIN advisories ON advisories.id = substr(deliveries.cause_ref, length(deliveries.cause_ref) - 35)
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no letter to delivery {delivery}.");
        var facts = new Facts(row, Kind(row.CauseRef), await SilentAsync(reading, row), await DifferenceAsync(reading, row));
        var head = new MailHead(
            row.Id, row.MessageId, row.Address, row.RecipientName, $"[{row.Number}] {Titles[facts.Kind].Vi} / {Titles[facts.Kind].En}: {SubjectOf(row)}", null, row.Tlp, []);
        return form.Write(head, [Half(facts, Language.Vietnamese), Half(facts, Language.English)], at);
    }

    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        ["letter"] = new("Văn bản cảnh báo", "Warning letter"),
        ["update"] = new("Văn bản cảnh báo đã thay đổi", "Warning letter, changed"),
        ["reminder"] = new("Đôn đốc trả lời cảnh báo", "Reminder of a warning letter"),
        ["escalation"] = new("Đơn vị trực thuộc chưa trả lời cảnh báo", "Agencies below yours have not answered a warning letter"),
    };

    private static readonly Text Of = new("Văn bản", "Letter"), From = new("Cơ quan ban hành", "Issued by"), On = new("Ngày", "Day"), About = new("Trích yếu", "Subject"),
        Due = new("Hạn", "Due"), Asks = new("Đề nghị", "What is asked"), Whole = new("Nội dung", "The letter"), Units = new("Các đơn vị chưa trả lời", "Who has not answered"),
        Changed = new("Nội dung thay đổi", "What has changed"),
        Close = new(
            "Văn bản có dấu hạn chế chia sẻ: nội dung chỉ xem được sau khi đăng nhập hệ thống.", "The letter may not be passed on: its content is shown to who signs in to the desk."),
        Answer = new(
            "Quý cơ quan đăng nhập hệ thống, mục Cảnh báo, để trả lời: không ảnh hưởng, bị ảnh hưởng (số lượng), đã giảm thiểu, đã vá. Không trả lời không được coi là không ảnh hưởng.",
            "Sign in to the desk and answer under Advisories: not affected, affected (how many), mitigated, patched. Silence never counts as not affected."),
        Remind = new(
            "Đến nay hệ thống chưa ghi nhận kết quả thực hiện văn bản này của quý cơ quan.", "The desk has not recorded yet that your agency has done what this letter asks."),
        Update = new(
            "Văn bản này đã thay đổi lỗ hổng, sản phẩm hoặc phiên bản được nêu. Nếu quý cơ quan đã trả lời là không ảnh hưởng, đã giảm thiểu, đã vá hoặc ngoại lệ, trả lời đó được mở lại: đề nghị rà soát và trả lời lại.",
            "This letter names other weaknesses, products or versions than before. Where your agency has answered not affected, mitigated, patched or excepted, that answer is open again: please look and answer anew."),
        Above = new(
            "Đề nghị quý cơ quan chỉ đạo các đơn vị trực thuộc dưới đây trả lời.", "Please see to it that the agencies below yours that are named here answer.");

    private LetterHalf Half(Facts facts, Language language) => new(language.Tag(), [.. Blocks(facts, language)]);

    private IEnumerable<Block> Blocks(Facts facts, Language language)
    {
        var row = facts.Row;
        yield return new Block.Mark($"TLP:{row.Tlp.ToUpperInvariant()}");
        yield return new Block.Title(Titles[facts.Kind].In(language));
        if (facts.Kind != "letter")
            yield return new Block.Paragraph((facts.Kind switch { "reminder" => Remind, "update" => Update, _ => Above }).In(language));
        yield return new Block.Field(Of.In(language), row.Number);
        yield return new Block.Field(From.In(language), row.Issuer);
        yield return new Block.Field(On.In(language), Shown(row.IssuedOn));
        yield return new Block.Field(About.In(language), SubjectOf(row));
        if (row.DueAt is { } due)
            yield return new Block.Field(Due.In(language), times.Full(due, language));
        if (facts.Difference?.Lines(language) is { Count: > 0 } changes)
        {
            yield return new Block.Heading(Changed.In(language));
            yield return new Block.Items(changes);
        }
        if (facts.Silent.Count > 0)
        {
            yield return new Block.Heading(Units.In(language));
            yield return new Block.Items(facts.Silent);
        }
        if (TlpRules.IsHeldClose(row.Tlp))
            yield return new Block.Paragraph(Close.In(language));
        else if (facts.Kind != "escalation" && new AdvisoryAsks(row.Asks).List is { Count: > 0 } asks)
        {
            yield return new Block.Heading(Asks.In(language));
            yield return new Block.Items(asks);
        }
        if (facts.Kind is "letter" or "update" && row.Text is { } text && !TlpRules.IsHeldClose(row.Tlp) && language == Language.Vietnamese)
        {
            yield return new Block.Heading(Whole.In(language));
            foreach (var paragraph in text.Split('\n').Where(line => line.Trim().Length > 0))
                yield return new Block.Paragraph(paragraph.Trim());
        }
        if (facts.Kind != "escalation")
            yield return new Block.Paragraph(Answer.In(language));
    }

    // What a letter names is its content: where that stays close, so does this.
    private static Task<LetterDifference?> DifferenceAsync(Reading reading, Row row) =>
        Kind(row.CauseRef) == "update" && !TlpRules.IsHeldClose(row.Tlp) ? LetterDifference.ReadAsync(reading, row.AdvisoryId, VersionOf(row.CauseRef)) : Task.FromResult<LetterDifference?>(null);

    /// <summary>Those of whom the agency is told, by their names.</summary>
    private static Task<IReadOnlyList<string>> SilentAsync(Reading reading, Row row) =>
        Kind(row.CauseRef) != "escalation"
            ? Task.FromResult<IReadOnlyList<string>>([])
            : reading.QueryAsync<string>(
                """
                SELECT agencies.name || ' (' || agencies.code || ')' FROM advisory_escalations JOIN agencies ON agencies.id = advisory_escalations.agency_id
                WHERE advisory_escalations.advisory_id = @advisory AND to_agency_id = @agency AND @reference LIKE 'escalation-' || CAST(advisory_escalations.n AS TEXT) || ':%'
                ORDER BY agencies.code
                """,
                new { advisory = row.AdvisoryId, agency = row.AgencyId, reference = row.CauseRef });

    // letter:ID, update-4:ID, reminder-2:ID, escalation-3:ID.
    private static string Kind(string reference) => reference.Split(':', '-')[0];

    private static long VersionOf(string update) => long.Parse(update.Split(':', '-')[1], CultureInfo.InvariantCulture);

    // The subject of a letter that is to stay close is not said on the outside of a mail either.
    private static string SubjectOf(Row row) => TlpRules.IsHeldClose(row.Tlp) ? "—" : row.Subject;

    private static string Shown(string day) => $"{day[8..]}/{day[5..7]}/{day[..4]}";

    private sealed record Facts(Row Row, string Kind, IReadOnlyList<string> Silent, LetterDifference? Difference);

    private sealed record Row(
        Guid Id, string MessageId, string Address, string RecipientName, string CauseRef, Guid AgencyId, Guid AdvisoryId, string Number, string Issuer, string IssuedOn,
        string Subject, string? Text, string Asks, string Tlp, DateTimeOffset? DueAt);
}

/// <summary>The asks of a letter as they are stored.</summary>
public sealed record AdvisoryAsks(string Stored)
{
    public IReadOnlyList<string> List => System.Text.Json.JsonSerializer.Deserialize<string[]>(Stored) ?? [];
}
