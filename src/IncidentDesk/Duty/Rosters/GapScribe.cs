using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty.Rosters;

/// <summary>The mail about a roster that leaves hours open: which ones, as they stand when it is written. To whoever keeps the roster; it names nobody.</summary>
public sealed class GapScribe(MailForm form, DeskSettings settings) : IScribe
{
    private const int Most = 50;

    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        [GapAlarms.Week] = new("Lịch trực còn chỗ trống trong 7 ngày tới", "A roster leaves hours open within 7 days"),
        [GapAlarms.Day] = new("Lịch trực còn chỗ trống trong 24 giờ tới", "A roster leaves hours open within 24 hours"),
    };

    private static readonly Text Draft = new("Lịch trực này chưa công bố: chưa ai được gọi theo nó.", "This roster is not published: nobody is called by it yet."),
        Open = new("Chưa có ai", "Nobody is there"), One = new("{0}: {1} – {2}", "{0}: {1} – {2}"), More = new("Và {0} chỗ nữa.", "And {0} more."),
        Filled = new("Khi thư này được viết, mọi chỗ đã có người.", "When this was written, every hour was held."),
        Please = new("Vào mục Ca trực, xếp người rồi công bố lịch.", "Open Duty, put somebody there, and publish the roster.");

    public bool Writes(string causeKind, string channel) => causeKind == DutyMails.GapCause && channel == "mail";

    public bool Owns(string causeRef) => Titles.Keys.Any(kind => causeRef.StartsWith(kind, StringComparison.Ordinal));

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT id, message_id, address, recipient_name, cause_ref FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var kind = Titles.Keys.First(word => row.CauseRef.StartsWith(word, StringComparison.Ordinal));
        var roster = (await reading.SingleAsync<RosterRow>($"{RosterRows.Select} WHERE duty_rosters.id = @id", new { id = Guid.Parse(row.CauseRef[^36..]) }))!;
        var until = at + GapAlarms.Stages.Single(stage => stage.Kind == kind).Before;
        var open = GapAlarms.OpenOf(roster, await RosterRows.ShiftsAsync(reading, roster.Id), at).Where(gap => gap.StartsAt <= until).ToList();
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {Titles[kind].Vi} / {Titles[kind].En}: {roster.Name}", null, null, []);
        return form.Write(head, [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(language.Tag(), [.. Blocks(kind, roster, open, language)]))], at);
    }

    private static IEnumerable<Block> Blocks(string kind, RosterRow roster, List<Rules.Duty.RosterFault> open, Language language)
    {
        // In the zone in which the roster was drawn up.
        var times = new Times(roster.TimeZone);
        yield return new Block.Title(Titles[kind].In(language));
        yield return new Block.Paragraph(roster.Agency is { } code ? $"{roster.Name} ({code})" : roster.Name);
        if (roster.PublishedAt is null)
            yield return new Block.Paragraph(Draft.In(language));
        if (open.Count == 0)
            yield return new Block.Paragraph(Filled.In(language));
        else
        {
            yield return new Block.Heading(Open.In(language));
            yield return new Block.Items([.. open.Take(Most).Select(gap => One.In(
                language, Texts.Say(Texts.DutyPosts, gap.Post, language), times.Full(gap.StartsAt, language), times.Full(gap.EndsAt, language)))]);
        }
        if (open.Count > Most)
            yield return new Block.Paragraph(More.In(language, open.Count - Most));
        yield return new Block.Paragraph(Please.In(language));
    }

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName, string CauseRef);
}
