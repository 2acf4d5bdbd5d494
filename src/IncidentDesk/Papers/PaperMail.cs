using System.Globalization;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Papers.Docx;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>The mail that carries a paper: a few lines, and the paper itself as the file that was approved.</summary>
public sealed class PaperMail(MailForm form, PaperForms forms) : IScribe
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public bool Writes(string causeKind, string channel) => channel == "mail" && causeKind is "report" or "obligation";

    public bool Owns(string causeRef) => PaperCause.Is(causeRef);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var facts = await LetterReading.OfAsync(reading, delivery);
        var (row, parts) = (facts.Row, facts.Row.CauseRef.Split(':'));
        var n = long.Parse(parts[2], CultureInfo.InvariantCulture);
        var version = await PaperVersions.FindAsync(reading, Guid.Parse(parts[1]), n) ?? throw new InvalidOperationException($"Delivery {delivery} is of no paper.");
        var content = version.Read();
        var begun = await reading.SingleAsync<DateTimeOffset>("SELECT created_at FROM papers WHERE id = @paper", new { paper = Guid.Parse(parts[1]) });
        var paper = forms.Of(content.Form, begun);
        var head = new MailHead(
            row.Id, row.MessageId, row.Address, row.RecipientName, $"[{row.Number}] {(facts.IsDrill ? $"{LetterText.Drill.Vi} " : "")}{paper.Name.Vi} / {paper.Name.En}: {content.Letter.Matter}",
            row.Number, row.Tlp, facts.Earlier);
        return form.Write(
            head, [Half(facts, paper, content, Language.Vietnamese), Half(facts, paper, content, Language.English)], at,
            new MimeAttachment($"{row.Number}_{content.Form}.docx", Word, DocxWriter.Write(content.Letter)));
    }

    private static LetterHalf Half(LetterFacts facts, PaperForm paper, PaperContent content, Language language)
    {
        var row = facts.Row;
        var name = language == Language.English ? paper.Name.En : paper.Name.Vi;
        var blocks = new List<Block> { new Block.Mark($"TLP:{row.Tlp.ToUpperInvariant()}") };
        if (facts.IsDrill)
            blocks.Add(new Block.Mark(LetterText.Drill.In(language)));
        blocks.AddRange(
        [
            new Block.Title(name), new Block.Paragraph(LetterText.Dear.In(language, row.RecipientName)),
            new Block.Paragraph(PaperText.MailSays.In(language, content.Letter.Issuer, name, content.Letter.Matter)),
            new Block.Field(LetterText.Number.In(language), row.Number), new Block.Field(PaperText.Symbol.In(language), LetterWriting.NumberOf(content.Letter)),
            new Block.Paragraph(LetterText.Answer.In(language, row.Number).Split(". ")[0].TrimEnd('.') + "."),
        ]);
        return new(language.Tag(), blocks);
    }
}

/// <summary>The sentences of the mail that carries a paper.</summary>
public static class PaperText
{
    public static readonly Text MailSays = new("{0} gửi kèm {1}: {2}.", "{0} sends the attached paper ({1}): {2}.");
    public static readonly Text Symbol = new("Số, ký hiệu", "Number and symbol");
}
