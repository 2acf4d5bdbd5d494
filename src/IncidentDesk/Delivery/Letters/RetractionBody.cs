using IncidentDesk.Shell;
using static IncidentDesk.Delivery.Letters.Block;

namespace IncidentDesk.Delivery.Letters;

/// <summary>What is said to whoever was told of something that turned out to be nothing: that it is taken back, and why. Nothing new of the report stands in it.</summary>
public sealed class RetractionBody(LetterFacts facts, Times times, Mailer mailer, Language language)
{
    private static readonly Text Opening = new(
        "{0} rút lại báo cáo đã gửi tới Quý cơ quan về sự cố {1} của {2}.", "{0} takes back the report of {1} of {2} that it sent you.");

    private static readonly Text Why = new("Lý do", "Why");

    private static readonly Text Please = new(
        "Đề nghị Quý cơ quan không dùng các thông tin đã gửi và dừng các việc đang làm theo báo cáo đó.",
        "Please do not use what was sent, and stop what you are doing because of it.");

    private static readonly Text Asking = new(
        "Trả lời thư này và giữ mã [{0}] trong tiêu đề nếu cần trao đổi.", "Reply to this mail and keep [{0}] in the subject if there is something to discuss.");

    public LetterHalf Write()
    {
        var row = facts.Row;
        return new(language.Tag(), [.. Marks(),
            new Title(Say(LetterText.WhatItIs(row.CauseKind, row.CauseRef))),
            new Paragraph(Say(LetterText.Dear, Named(row.RecipientName, row.RecipientNameEn))),
            new Paragraph(Say(Opening, mailer.DeskName, row.Number, Named(row.AgencyName, row.AgencyNameEn))),
            new Heading(Say(LetterText.WhatHappened)), new Field(Say(LetterText.Number), row.Number),
            new Field(Say(LetterText.Received), times.Full(row.ReceivedAt, language)),
            new Heading(Say(Why)), new Paragraph(facts.Reason ?? Say(LetterText.NotSaid)),
            new Heading(Say(LetterText.WhatIsAsked)), new Paragraph(Say(Please)),
            new Heading(Say(LetterText.HowToAnswer)), new Paragraph(Say(Asking, row.Number)),
            .. mailer.Phone is { } phone ? (Block[])[new Paragraph(Say(LetterText.Call, phone))] : []]);
    }

    private IEnumerable<Block> Marks()
    {
        yield return new Mark($"TLP:{facts.Row.Tlp.ToUpperInvariant()}");
        if (!facts.IsDrill)
            yield break;
        yield return new Mark(Say(LetterText.Drill));
        yield return new Paragraph(Say(LetterText.DrillNote));
    }

    private string Named(string vi, string? en) => language == Language.English && en is { Length: > 0 } ? en : vi;

    private string Say(Text text, params object[] arguments) => arguments.Length == 0 ? text.In(language) : text.In(language, arguments);
}
