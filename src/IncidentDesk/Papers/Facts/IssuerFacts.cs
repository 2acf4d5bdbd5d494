using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>Who writes and to whom: what stands around the body of every paper.</summary>
public sealed class IssuerFacts(DeskSettings settings, NamedRecipient named) : IPaperFacts
{
    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        var agency = (await reading.SingleAsync<Agency>(
            """
            SELECT agencies.code, agencies.name, agencies.phone, agencies.email, agencies.kind, above.name AS above FROM agencies
            LEFT JOIN agencies above ON above.id = agencies.parent_id WHERE agencies.id = @id
            """,
            new { id = subject.Agency }))!;
        var isDesk = subject.Form.Issuer == "desk";
        facts["issuer.name"] = isDesk ? settings.Name : agency.Name;
        facts["issuer.above"] = isDesk ? null : agency.Above;
        facts["issuer.symbol"] = isDesk ? null : $"{subject.Form.Symbol}-{agency.Code.Replace("-", "", StringComparison.Ordinal)}";
        facts["agency.name"] = agency.Name;
        facts["agency.owner"] = agency.Above ?? agency.Name;
        facts["agency.phone"] = agency.Phone;
        facts["agency.email"] = agency.Email;
        facts["desk.phone"] = settings.Phone;
        facts["place"] = settings.Papers.Place;
        facts["copies"] = "- Như trên;\n- Lưu: VT.";
        facts["now"] = settings.Zone.Local(subject.Now).ToString("HH:mm dd/MM/yyyy", CultureInfo.InvariantCulture);
        facts["recipient"] = isDesk && subject.Form.Visibility == "agency" ? agency.Name
            // A unit reports the year to its owner, who reports to the ministry (NĐ 331/2026, Đ35-36).
            : subject.Incident is null && subject.Form.Obligations.Contains("annual-report") && agency.Above is { } owner ? owner
            : await named.NameAsync(reading, subject);
    }

    private sealed record Agency(string Code, string Name, string? Phone, string? Email, string Kind, string? Above);
}
