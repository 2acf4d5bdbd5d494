using System.Text;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Writes the mail to a centre: Vietnamese first, then English, with the report attached for machines.</summary>
public sealed class LetterDesk(MailSender sender, RuleBook book, DeskSettings settings)
{
    private readonly LetterNames names = new(book);
    private readonly Times times = new(settings.Zone.Zone);
    private readonly Mailer mailer = new(settings.Name, settings.Phone);

    /// <summary>The whole message in ASCII, as its first attempt sends it.</summary>
    /// <param name="at">When it was first made ready; its Date.</param>
    public string Write(LetterFacts facts, DateTimeOffset at) => Encoding.ASCII.GetString(Compose(facts, at).ToBytes());

    private MimeMessage Compose(LetterFacts facts, DateTimeOffset at)
    {
        var row = facts.Row;
        IReadOnlyList<LetterHalf> halves = [Half(facts, Language.Vietnamese), Half(facts, Language.English)];
        var subject = SubjectOf(facts);
        return new()
        {
            From = sender.From,
            To = new(row.Address, OneLine(row.RecipientName)),
            Subject = subject,
            Date = settings.Zone.Local(at),
            MessageId = row.MessageId,
            References = facts.Earlier,
            Headers =
            [
                new("X-IncidentDesk-Delivery", row.Id.ToString("D")), new("X-IncidentDesk-Incident", row.Number),
                new(AttemptHeader.Name, "1"), new("X-IncidentDesk-TLP", $"TLP:{row.Tlp.ToUpperInvariant()}"),
            ],
            Text = LetterAsText.Write(halves),
            Html = LetterAsHtml.Write(subject, halves),
            Attachments = facts.ReportJson is null
                ? []
                : [new($"{row.Number}.json", "application/json", ReportAttachment.Write(facts.ReportJson))],
        };
    }

    /// <summary>The letter alone, to be printed: no addresses of a mail, no attachment.</summary>
    public string Text(LetterFacts facts) => LetterAsText.Write([Half(facts, Language.Vietnamese), Half(facts, Language.English)]);

    /// <summary>[INC-2026-000123] Báo cáo sự cố / Incident report (lần 2): title</summary>
    public static string SubjectOf(LetterFacts facts)
    {
        var row = facts.Row;
        var what = LetterText.WhatItIs(row.CauseKind, row.CauseRef);
        var drill = facts.IsDrill ? $"{LetterText.Drill.Vi} " : "";
        return $"[{row.Number}] {drill}{what.Vi} / {what.En}{Repetition(row.CauseRef)}: {OneLine(row.Title)}";
    }

    private LetterHalf Half(LetterFacts facts, Language language) => new LetterBody(facts, names, times, mailer, language).Write();

    private static string Repetition(string causeRef) =>
        causeRef.Split(':') is [_, var n] && long.TryParse(n, out var repetition) && repetition > 1 ? $" (lần {repetition})" : "";

    private static string OneLine(string text) => string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign)).Trim();
}
