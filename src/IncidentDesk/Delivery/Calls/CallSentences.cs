using IncidentDesk.Delivery.Letters;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery.Calls;

/// <summary>The sentences of a call, short enough to be said in one breath. Nothing that was left behind by an attacker is read out.</summary>
public sealed class CallSentences(LetterNames names, Times times, string deskName)
{
    private static readonly Text Drill = new("Đây là diễn tập. Không có sự cố thật.", "This is a drill. There is no real incident.");
    private static readonly Text Greeting = new("Tôi là (nói tên mình), trực ban {0}.", "I am (say your name), on duty at {0}.");
    private static readonly Text About = new("Tôi báo sự cố số {0} của {1}.", "I report incident number {0} of {1}.");
    private static readonly Text Changed = new("Tôi báo thông tin mới về sự cố số {0} của {1}.", "I have news of incident number {0} of {1}.");
    private static readonly Text Withdrawn = new(
        "Chúng tôi rút lại báo cáo sự cố số {0} của {1}: không phải sự cố.", "We withdraw the report of incident number {0} of {1}: it was not one.");

    private static readonly Text What = new("Nội dung: {0}. Loại: {1}.", "It is this: {0}. Category: {1}.");
    private static readonly Text How = new("Mức độ: {0}. Phát hiện lúc {1}.", "Severity: {0}. Detected: {1}.");
    private static readonly Text Mark = new("Dấu chia sẻ: TLP {0}.", "Sharing mark: TLP {0}.");
    private static readonly Text Written = new("Báo cáo bằng văn bản được gửi riêng.", "The written report comes separately.");
    private static readonly Text TakeIt = new("Đề nghị anh/chị nhận xử lý sự cố này.", "Please take this incident.");

    private static readonly Text Name = new("Xin cho biết họ tên anh/chị.", "May I have your name, please.");
    private static readonly Text Receipt = new("Xin cho biết số tiếp nhận.", "May I have a reception number.");
    private static readonly Text Next = new("Bao giờ bên anh/chị trả lời, và gọi lại số nào?", "When will you answer, and at which number do we reach you?");
    private static readonly Text DoYou = new("Anh/chị có nhận không?", "Do you take it?");
    private static readonly Text Begin = new("Bao giờ anh/chị bắt đầu?", "When do you begin?");

    public IReadOnlyList<string> Script(LetterFacts facts, Language language)
    {
        var row = facts.Row;
        var isEnglish = language == Language.English;
        var sentence = row.CauseKind switch { "update" => Changed, "retraction" => Withdrawn, _ => About };
        return
        [
            .. facts.IsDrill ? [Drill.In(language)] : Array.Empty<string>(),
            Greeting.In(language, deskName),
            sentence.In(language, row.Number, isEnglish ? row.AgencyNameEn : row.AgencyName),
            .. row.CauseKind == "retraction" ? [] : Facts(row, language),
            row.CauseKind == "rung" ? TakeIt.In(language) : $"{LetterText.Ask(row.Need, language)} {Written.In(language)}",
            .. facts.IsDrill ? [Drill.In(language)] : Array.Empty<string>(),
        ];
    }

    public IReadOnlyList<string> Questions(LetterFacts facts, Language language) => facts.Row.CauseKind == "rung"
        ? [DoYou.In(language), Begin.In(language)]
        : [Name.In(language), Receipt.In(language), Next.In(language)];

    private IReadOnlyList<string> Facts(LetterRow row, Language language) =>
    [
        What.In(language, row.Title.TrimEnd('.'), names.Category(row.Category, language)),
        How.In(language, Texts.Say(Texts.Severities, row.Severity, language), times.Full(row.DetectedAt, language)),
        Mark.In(language, row.Tlp),
    ];
}
