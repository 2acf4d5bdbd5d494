using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Providers;

/// <summary>The mail to an agency about its cover, as it stands when it is written: what is open, from which day, and what it can do.</summary>
public sealed class ProviderScribe(MailForm form, DeskSettings settings) : IScribe
{
    private static readonly Text Title = new("Nhà cung cấp dịch vụ an toàn thông tin của đơn vị", "Your security provider"),
        Stands = new("Tình trạng", "How it stands"), Fine = new("Khi thư này được viết, đơn vị đã có cam kết hoặc đã ghi rõ là không có.", "When this was written, you were covered or had said that you have none."),
        Please = new(
            "Chỉ thị tháng 01/2023 yêu cầu mỗi đơn vị có nhà cung cấp cam kết hỗ trợ, hoặc ghi rõ là không có. Gửi bản cam kết cho bàn trực, hoặc ghi rõ là không có tại mục Nhà cung cấp.",
            "The directive of January 2023 asks each agency for a provider that is committed, or for an express word that it has none. Send the desk the commitment, or say under Security providers that there is none.");

    public bool Writes(string causeKind, string channel) => causeKind == ProviderMails.Cause && channel == "mail";

    public bool Owns(string causeRef) => causeRef.StartsWith(ProviderMails.Mark, StringComparison.Ordinal);

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var row = (await reading.SingleAsync<Row>("SELECT id, message_id, address, recipient_name, agency_id FROM deliveries WHERE id = @delivery", new { delivery }))!;
        var today = DateOnly.FromDateTime(settings.Zone.Local(at).DateTime);
        var item = (await ShowCoverage.ReadAsync(reading, "agencies.id = @agency", new { agency = row.AgencyId }, Caller.Itself, today)).Single();
        return form.Write(
            new(row.Id, row.MessageId, row.Address, row.RecipientName, $"[{settings.Name}] {Title.Vi} / {Title.En}", null, null, []),
            [.. ((Language[])[Language.Vietnamese, Language.English]).Select(language => new LetterHalf(language.Tag(), [.. Blocks(item, language)]))], at);
    }

    private static IEnumerable<Block> Blocks(ShowCoverage.Item item, Language language)
    {
        yield return new Block.Title(Title.In(language));
        yield return new Block.Paragraph($"{item.Name} ({item.Agency})");
        if (item.Findings.Count == 0)
        {
            yield return new Block.Paragraph(Fine.In(language));
            yield break;
        }
        yield return new Block.Heading(Stands.In(language));
        yield return new Block.Items([.. item.Findings.Select(finding => CoverageWords.Of(finding, language))]);
        yield return new Block.Paragraph(Please.In(language));
    }

    private sealed record Row(Guid Id, string MessageId, string Address, string RecipientName, Guid AgencyId);
}
