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
    private readonly MailForm form = new(sender, settings);

    /// <summary>The whole message in ASCII, as its first attempt sends it.</summary>
    /// <param name="at">When it was first made ready; its Date.</param>
    public string Write(LetterFacts facts, DateTimeOffset at)
    {
        var row = facts.Row;
        var head = new MailHead(row.Id, row.MessageId, row.Address, row.RecipientName, SubjectOf(facts), row.Number, row.Tlp, facts.Earlier);
        IReadOnlyList<LetterHalf> halves = [Half(facts, Language.Vietnamese), Half(facts, Language.English)];
        // What is taken back is not handed over once more.
        return facts.ReportJson is null || facts.IsRetraction
            ? form.Write(head, halves, at)
            : form.Write(head, halves, at, [new($"{row.Number}.json", "application/json", ReportAttachment.Write(facts.ReportJson))]);
    }

    /// <summary>The letter alone, to be printed: no addresses of a mail, no attachment.</summary>
    public string Text(LetterFacts facts) => LetterAsText.Write([Half(facts, Language.Vietnamese), Half(facts, Language.English)]);

    /// <summary>[INC-2026-000123] Báo cáo sự cố / Incident report (lần 2): title</summary>
    public static string SubjectOf(LetterFacts facts)
    {
        var row = facts.Row;
        var what = LetterText.WhatItIs(row.CauseKind, row.CauseRef);
        var drill = facts.IsDrill ? $"{LetterText.Drill.Vi} " : "";
        return $"[{row.Number}] {drill}{what.Vi} / {what.En}{Repetition(row.CauseRef)}: {MailForm.OneLine(row.Title)}";
    }

    private LetterHalf Half(LetterFacts facts, Language language) => facts.IsRetraction
        ? new RetractionBody(facts, times, mailer, language).Write()
        : new LetterBody(facts, names, times, mailer, language).Write();

    private static string Repetition(string causeRef) =>
        causeRef.Split(':') is [_, var n] && long.TryParse(n, out var repetition) && repetition > 1 ? $" (lần {repetition})" : "";
}
