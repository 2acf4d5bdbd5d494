using IncidentDesk.Delivery.Letters;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Letters;

/// <summary>The reporter's receipt: the number, what the law wants by when, who else is told, and whom to call.</summary>
public sealed class ReceiptScribe(MailForm form, DeskSettings settings) : IScribe
{
    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == Receipts.Cause && channel == "mail";

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var facts = await ReceiptFacts.OfAsync(reading, delivery);
        var row = facts.Row;
        var drill = row.Reality == "drill" ? $"{LetterText.Drill.Vi} " : "";
        var head = new MailHead(
            row.Id, row.MessageId, row.Address, row.RecipientName,
            $"[{row.Number}] {drill}{Subject(row).Vi} / {Subject(row).En}: {row.Title}", row.Number, row.Tlp, facts.Earlier);
        return form.Write(head, [Half(facts, Language.Vietnamese), Half(facts, Language.English)], at);
    }

    private static Text Subject(ReceiptFacts.Head row) => row.IsNotice ? ReceiptText.Said : ReceiptText.Subject;

    private LetterHalf Half(ReceiptFacts facts, Language language) => new(language.Tag(), facts.Row.IsNotice
        ? [.. Marks(facts, language), .. Said(facts, language), .. Calling(facts, language)]
        : [.. Head(facts, language), .. Duties(facts, language), .. Next(facts, language), .. Calling(facts, language)]);

    // What was said stands on the desk, behind a password, and not in a mail.
    private IEnumerable<Block> Said(ReceiptFacts facts, Language language)
    {
        yield return new Block.Title(ReceiptText.Said.In(language));
        yield return new Block.Paragraph(LetterText.Dear.In(language, facts.Row.RecipientName));
        yield return new Block.Paragraph(ReceiptText.SaidMeans.In(language, settings.Name, $"{settings.Address}/incidents/{facts.Row.Number}"));
    }

    private static IEnumerable<Block> Marks(ReceiptFacts facts, Language language)
    {
        var row = facts.Row;
        yield return new Block.Mark($"TLP:{row.Tlp.ToUpperInvariant()}");
        if (row.Reality == "drill")
        {
            yield return new Block.Mark(LetterText.Drill.In(language));
            yield return new Block.Paragraph(LetterText.DrillNote.In(language));
        }
    }

    private IEnumerable<Block> Head(ReceiptFacts facts, Language language)
    {
        var row = facts.Row;
        foreach (var mark in Marks(facts, language))
            yield return mark;
        yield return new Block.Title(ReceiptText.Title.In(language));
        yield return new Block.Paragraph(LetterText.Dear.In(language, row.RecipientName));
        yield return new Block.Paragraph(ReceiptText.Opening.In(
            language, settings.Name, LetterText.Kind(facts.Kind, language), times.Full(facts.ReceivedAt, language)));
        yield return new Block.Heading(LetterText.WhatHappened.In(language));
        yield return new Block.Field(LetterText.Number.In(language), row.Number);
        yield return new Block.Field(LetterText.Agency.In(language), language == Language.English ? row.AgencyNameEn : row.AgencyName);
        yield return new Block.Field(LetterText.Severity.In(language), Texts.Say(Texts.Severities, row.Severity, language));
        yield return new Block.Field(LetterText.Serious.In(language), (row.SeriousSince is null ? LetterText.No : LetterText.Yes).In(language));
    }

    private IEnumerable<Block> Duties(ReceiptFacts facts, Language language)
    {
        yield return new Block.Heading(LetterText.Duties.In(language));
        var open = facts.Obligations.Where(one => one.State == "open").OrderBy(one => one.DueAt).ToList();
        yield return open.Count == 0
            ? new Block.Paragraph(LetterText.NoDuties.In(language))
            : new Block.Items([.. open.Select(one => (one.Internal ? LetterText.DutyOwn : LetterText.Duty).In(
                language, $"{Texts.Say(Texts.Obligations, one.Kind, language)} ({Texts.Say(Texts.Recipients, one.Recipient, language)})",
                times.Full(one.DueAt, language), one.Article))]);
    }

    private static IEnumerable<Block> Next(ReceiptFacts facts, Language language)
    {
        yield return new Block.Heading(ReceiptText.Next.In(language));
        yield return new Block.Items([
            ReceiptText.Look.In(language),
            .. facts.Told.Select(told => ToldLine(told, language)),
            ReceiptText.More.In(language)]);
    }

    // Whoever marked the report must read here, and not learn later, that the law does not ask for their mark.
    private static string ToldLine(ReceiptFacts.Recipient told, Language language)
    {
        var name = language == Language.English ? told.NameEn : told.Name;
        return told.CauseKind == "obligation" ? ReceiptText.ByLaw.In(language, name)
            : told.State == "awaiting-approval" || told.Way == "approval" ? ReceiptText.Waits.In(language, name)
            : ReceiptText.Forwarded.In(language, name);
    }

    private IEnumerable<Block> Calling(ReceiptFacts facts, Language language)
    {
        yield return new Block.Heading(ReceiptText.Whom.In(language));
        yield return new Block.Paragraph(ReceiptText.Reply.In(language, facts.Row.Number));
        yield return new Block.Paragraph(settings.Phone is { } phone
            ? LetterText.Call.In(language, Figures.Phone(phone))
            : ReceiptText.NoPhone.In(language));
    }
}
