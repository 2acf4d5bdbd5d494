using System.Globalization;
using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using static IncidentDesk.Delivery.Letters.Block;

namespace IncidentDesk.Escalation.Climbing;

/// <summary>The mail that calls somebody, and the one that warns a holder: what, how bad, until when, one link. Read on a phone at night.</summary>
public sealed class RungScribe(MailSender sender, DeskSettings settings) : IScribe
{
    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => channel == "mail" && causeKind is ("rung" or "reminder");

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>(
            """
            SELECT deliveries.id, deliveries.message_id, deliveries.cause_kind, deliveries.cause_ref, deliveries.recipient, deliveries.recipient_name,
                deliveries.address, incidents.id AS incident_id, incidents.number, incidents.title, incidents.severity, incidents.reality, incidents.tlp,
                incidents.received_at, agencies.name AS agency_name, agencies.name_en AS agency_name_en, incident_ladders.rungs,
                incident_ladders.first_step, incident_ladders.climb_at, incident_ladders.expires_at
            FROM deliveries JOIN incidents ON incidents.id = deliveries.incident_id JOIN agencies ON agencies.id = incidents.agency_id
            LEFT JOIN incident_ladders ON incident_ladders.incident_id = incidents.id
            WHERE deliveries.id = @delivery
            """,
            new { delivery }) ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
        var link = row.IsReminder ? null : $"{settings.Address}/a/{await LinkKey.TokenAsync(reading, delivery)}";
        return Encoding.ASCII.GetString(Compose(row, link, await EarlierAsync(reading, row), at).ToBytes());
    }

    private MimeMessage Compose(Row row, string? link, IReadOnlyList<string> earlier, DateTimeOffset at)
    {
        var what = row.IsReminder ? RungText.Reminder : RungText.Rung;
        var drill = row.IsDrill ? $"{LetterText.Drill.Vi} " : "";
        var subject = $"[{row.Number}] {drill}{what.Vi} / {what.En}{Repetition(row.CauseRef)}: {OneLine(row.Title)}";
        IReadOnlyList<LetterHalf> halves = [Half(row, link, Language.Vietnamese), Half(row, link, Language.English)];
        return new()
        {
            From = sender.From, To = new(row.Address, OneLine(row.RecipientName)), Subject = subject, Date = settings.Zone.Local(at),
            MessageId = row.MessageId, References = earlier,
            Headers =
            [
                new("X-IncidentDesk-Delivery", row.Id.ToString("D")), new("X-IncidentDesk-Incident", row.Number), new(AttemptHeader.Name, "1"),
                new("X-IncidentDesk-TLP", $"TLP:{row.Tlp.ToUpperInvariant()}"),
            ],
            Text = LetterAsText.Write(halves), Html = LetterAsHtml.Write(subject, halves),
        };
    }

    private LetterHalf Half(Row row, string? link, Language language)
    {
        string Say(Text text, params object[] holes) => holes.Length == 0 ? text.In(language) : text.In(language, holes);
        var blocks = new List<Block>();
        if (row.IsDrill)
            blocks.AddRange([new Mark(Say(LetterText.Drill)), new Paragraph(Say(LetterText.DrillNote))]);
        blocks.Add(new Title(Say(row.IsReminder ? RungText.Reminder : RungText.Rung)));
        blocks.AddRange(
        [
            new Field(Say(LetterText.Number), row.Number), new Field(Say(LetterText.Severity), Texts.Say(Texts.Severities, row.Severity, language)),
            new Field(Say(LetterText.TitleOf), row.Title),
            new Field(Say(LetterText.Agency), language == Language.English ? row.AgencyNameEn : row.AgencyName),
            new Field(Say(LetterText.Received), times.Full(row.ReceivedAt, language)),
        ]);
        if (row.IsReminder)
            blocks.Add(new Paragraph(row.ExpiresAt is { } ends ? Say(RungText.Expires, times.Full(ends, language)) : Say(RungText.HasExpired)));
        else
            blocks.AddRange([new Paragraph(Next(row, language)), new Link(Say(RungText.Take), link!), new Paragraph(Say(RungText.TakeNote))]);
        blocks.Add(new Link(Say(RungText.Open), $"{settings.Address}/incidents/{row.Number}"));
        if (settings.Phone is { } phone)
            blocks.Add(new Paragraph(Say(RungText.Phone, phone)));
        return new(language.Tag(), blocks);
    }

    private string Next(Row row, Language language)
    {
        if (row.ClimbAt is not { } climbAt || row.Rungs is null || row.FirstStep is not { } first || row.Step is not { } step || step < first)
            return RungText.Waits.In(language);
        var rungs = LadderRows.Read(row.Rungs);
        var name = Callable.NameOf(rungs[(int)((step - first) % rungs.Count)].Who);
        return RungText.Until.In(language, times.Full(climbAt, language), language == Language.English ? name.En : name.Vi);
    }

    private static Task<IReadOnlyList<string>> EarlierAsync(Reading reading, Row row) => reading.QueryAsync<string>(
        """
        SELECT message_id FROM deliveries
        WHERE incident_id = @incident AND recipient = @recipient AND channel = 'mail' AND content IS NOT NULL AND id < @id
          AND state NOT IN ('planned', 'awaiting-approval', 'suppressed', 'cancelled', 'superseded', 'failed')
        ORDER BY id
        """,
        new { incident = row.IncidentId, recipient = row.Recipient, id = row.Id });

    private static string Repetition(string causeRef) =>
        causeRef.Split(':') is [_, var n] && long.TryParse(n, CultureInfo.InvariantCulture, out var repetition) && repetition > 1 ? $" (lần {repetition})" : "";

    private static string OneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();

    private sealed record Row(
        Guid Id, string MessageId, string CauseKind, string CauseRef, string Recipient, string RecipientName, string Address, Guid IncidentId,
        string Number, string Title, string Severity, string Reality, string Tlp, DateTimeOffset ReceivedAt, string AgencyName, string AgencyNameEn,
        string? Rungs, long? FirstStep, DateTimeOffset? ClimbAt, DateTimeOffset? ExpiresAt)
    {
        public bool IsDrill => Reality == "drill";

        public bool IsReminder => CauseKind == "reminder";

        /// <summary>How many rungs had been climbed when this one was.</summary>
        public long? Step => CauseRef.Split(':') is [_, var n] && long.TryParse(n, CultureInfo.InvariantCulture, out var step) ? step : null;
    }
}
