using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Scenarios;

/// <summary>The mail to an agency whose systems changed: which of them, and until when. What they run and who protects them is never mailed: who reviews signs in.</summary>
public sealed class ScenarioScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly IReadOnlyDictionary<string, Text> Titles = new Dictionary<string, Text>
    {
        [ScenarioMails.Opened] = new("Cần rà soát kịch bản ứng phó", "A response scenario is to be reviewed"),
        [ScenarioMails.Overdue] = new("Quá hạn rà soát kịch bản ứng phó", "The review of a response scenario is overdue"),
    };

    private static readonly Text Systems = new("Hệ thống đã thay đổi", "Systems that changed"), Until = new("hạn {0}", "due {0}"),
        Nothing = new("Đến lúc soạn thư này không còn hệ thống nào phải rà soát.", "When this mail was written, no review was owed any more."),
        Please = new(
            "Quý cơ quan đăng nhập hệ thống, mục Rà soát kịch bản, để xem thay đổi nào và ghi ngày rà soát, số hoặc tên văn bản.",
            "Sign in to the desk, look up under Scenario reviews what changed, and record the day of the review and the document.");

    private readonly Times times = new(settings.Zone.Zone);

    public bool Writes(string causeKind, string channel) => causeKind == ScenarioMails.Cause && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(ScenarioMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = await reading.SingleAsync<Row>("SELECT id, message_id, address, recipient_name, cause_ref FROM deliveries WHERE id = @delivery", new { delivery })
            ?? throw new InvalidOperationException($"There is no delivery {delivery}.");
        var reference = ScenarioMails.Read(row.CauseRef);
        var lines = await ScenarioMails.LinesAsync(reading, reference);
        var title = Titles[reference.Kind];
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {title.Vi} / {title.En}", null, null, []),
            [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(language.Tag(), [.. Blocks(title, lines, language)]))], at);
    }

    private IEnumerable<Block> Blocks(Text title, IReadOnlyList<ScenarioMails.Line> lines, Language language)
    {
        yield return new Block.Title(title.In(language));
        if (lines.Count == 0)
        {
            yield return new Block.Paragraph(Nothing.In(language));
            yield break;
        }
        yield return new Block.Heading(Systems.In(language));
        yield return new Block.Items([.. lines.Select(line => $"{line.Name} ({line.Code}), {Until.In(language, times.Day(line.DueAt, language))}")]);
        yield return new Block.Paragraph(language == Language.English ? ScenarioTerm.Basis.En : ScenarioTerm.Basis.Vi);
        yield return new Block.Paragraph(Please.In(language));
    }

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName, string CauseRef);
}
