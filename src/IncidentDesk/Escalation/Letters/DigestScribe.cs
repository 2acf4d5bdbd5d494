using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Duty;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Letters;

/// <summary>The morning's mail to whoever leads: the worst first, in lines that a phone shows.</summary>
public sealed class DigestScribe(MailForm form, DeskSettings settings) : IScribe
{
    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == MorningDigest.Cause && channel == "mail";

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>(
            "SELECT id, message_id, address, recipient_name FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var local = settings.Zone.Local(at);
        var facts = await DigestFacts.OfAsync(reading, at, new DateTimeOffset(local.Date, local.Offset).AddDays(1));
        var subject = $"[{settings.Name}] {Title(facts, at, Language.Vietnamese)} / {Title(facts, at, Language.English)}";
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, subject, null, null, []);
        return form.Write(head, [Half(facts, at, Language.Vietnamese), Half(facts, at, Language.English)], at);
    }

    private string Title(DigestFacts facts, DateTimeOffset at, Language language) =>
        DigestText.Title.In(language, times.Day(at, language), Figures.Whole(facts.Open, language));

    private LetterHalf Half(DigestFacts facts, DateTimeOffset at, Language language) => new(language.Tag(),
    [
        new Block.Title(Title(facts, at, language)),
        .. Section(DigestText.Open, DigestText.NoneOpen, facts.Worst, one => Line(one, at, language), language),
        .. facts.Open > facts.Worst.Count
            ? (Block[])[new Block.Paragraph(DigestText.More.In(language, Figures.Whole(facts.Open - facts.Worst.Count, language)))] : [],
        .. Section(DigestText.Due, DigestText.NoneDue, facts.DueToday, one => Line(one, at, language), language),
        .. Section(DigestText.Troubled, DigestText.NoneTroubled, facts.Troubled, one => Line(one, language), language),
        .. facts.Unmanned is { } gaps ? Section(DigestText.Gaps, DigestText.NoGaps, gaps, gap => Line(gap, at, language), language) : [],
        .. Section(DigestText.Alarms, DigestText.NoAlarms, facts.Alarms, one => Line(one, language), language),
        new Block.Paragraph(DigestText.Waiting.In(language, Figures.Whole(facts.Waiting, language))),
    ]);

    private static IEnumerable<Block> Section<T>(Text heading, Text none, IReadOnlyList<T> rows, Func<T, string> line, Language language) =>
    [
        new Block.Heading(heading.In(language)),
        rows.Count == 0 ? new Block.Paragraph(none.In(language)) : new Block.Items([.. rows.Select(line)]),
    ];

    // A red mark is for named persons, and a mailbox is none: the number alone.
    private static string Line(DigestFacts.Incident one, DateTimeOffset at, Language language) => DigestText.Incident.In(
        language, one.Number, Texts.Say(Texts.Severities, one.Severity, language), TlpRules.MayNameInLists(one.Tlp) ? one.Title : $"TLP:{one.Tlp.ToUpperInvariant()}", one.Agency,
        one.Holder ?? Texts.NobodyHasIt.In(language),
        one.NextDueAt is { } due ? Spans.Left(due, at, language) : Texts.NoClock.In(language));

    private string Line(DigestFacts.Owed one, DateTimeOffset at, Language language) => DigestText.Duty.In(
        language, one.Number, Texts.Say(Texts.Obligations, one.Kind, language), Texts.Say(Texts.Recipients, one.Recipient, language),
        times.Near(one.DueAt, at, language), Spans.Left(one.DueAt, at, language));

    private static string Line(DigestFacts.Delivery one, Language language) => DigestText.Delivery.In(
        language, one.Number, one.RecipientName, Texts.Say(Texts.Channels, one.Channel, language), Texts.Say(Texts.DeliveryStates, one.State, language));

    private string Line(Gap one, DateTimeOffset at, Language language) =>
        DigestText.Gap.In(language, times.Near(one.StartsAt, at, language), times.Near(one.EndsAt, at, language));

    private static string Line(DigestFacts.Alarm one, Language language) =>
        $"{(language == Language.English ? one.Text : one.TextVi)} ({one.Owner ?? Texts.NobodyHasIt.In(language)})";

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName);
}
