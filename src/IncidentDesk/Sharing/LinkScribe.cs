using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Sharing;

/// <summary>What the mail about an unproven link says.</summary>
public sealed class LinkScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly Text Title = new("Cần gửi thử tới trung tâm", "A link to a centre should be tested"), Centre = new("Trung tâm", "Centre"), Channel = new("Kênh", "Channel"),
        Last = new("Bằng chứng gần nhất", "Last proof"),
        Please = new(
            "Quá {0} ngày chưa có gì chứng minh rằng tin tới được trung tâm qua kênh này. Vào mục Chia sẻ thông tin và bấm Gửi thử; thư thử đi qua chốt an toàn như mọi thư.",
            "For over {0} days nothing has shown that messages reach the centre by this channel. Open Information sharing and send a test; it passes the guard like every message.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == LinkMails.Cause && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(LinkMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT id, message_id, address, recipient_name, cause_ref FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var parts = row.CauseRef[LinkMails.Mark.Length..].Split(':');
        var centre = (await reading.SingleAsync<Named>("SELECT name, name_en FROM centres WHERE id = @centre", new { centre = parts[1] }))!;
        var proven = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture));
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {Title.Vi} / {Title.En}: {centre.Name}", null, null, []),
            [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(language.Tag(),
            [
                new Block.Title(Title.In(language)), new Block.Field(Centre.In(language), language == Language.English ? centre.NameEn : centre.Name),
                new Block.Field(Channel.In(language), Texts.Say(Texts.Channels, parts[0], language)), new Block.Field(Last.In(language), times.Full(proven, language)),
                new Block.Paragraph(Please.In(language, LinkProof.WarnDays)),
            ]))], at);
    }

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName, string CauseRef);

    private sealed record Named(string Name, string NameEn);
}
