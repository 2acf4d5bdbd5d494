using System.Globalization;
using IncidentDesk.Centres;
using IncidentDesk.Operations;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>Who writes and to whom: what stands around the body of every paper.</summary>
public sealed class IssuerFacts(DeskSettings settings) : IPaperFacts
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
        facts["recipient"] = isDesk && subject.Form.Visibility == "agency" ? agency.Name : await RecipientAsync(reading, subject)
            // A unit reports the year to its owner, who reports to the ministry (NĐ 331/2026, Đ35-36).
            ?? (subject.Incident is null && subject.Form.Obligations.Contains("annual-report") && agency.Above is { } owner ? owner : await UsualAsync(reading, subject));
    }

    /// <summary>Whom the form names, as long as its law was in force when the incident was detected; else whom the law of that day names for the report.</summary>
    private async Task<string?> UsualAsync(Reading reading, PaperSubject subject)
    {
        if (subject.Incident is not { } incident)
            return subject.Form.To;
        var detected = await reading.SingleAsync<DateTimeOffset>("SELECT detected_at FROM incidents WHERE id = @incident", new { incident });
        if (subject.Form.Validity.Covers(detected))
            return subject.Form.To;
        var role = await reading.SingleAsync<string>(
            "SELECT recipient FROM obligations WHERE incident_id = @incident AND state <> 'void' ORDER BY CASE WHEN kind = 'report' THEN 0 ELSE 1 END, id LIMIT 1",
            new { incident });
        return role is null ? null : await NamedAsync(reading, role, subject);
    }

    /// <summary>The centre that holds the role today, or who stands for it; the role's own name where nobody does.</summary>
    private async Task<string?> RecipientAsync(Reading reading, PaperSubject subject)
    {
        var role = await reading.SingleAsync<string>(
            "SELECT recipient FROM obligations WHERE incident_id = @incident AND id = @obligation",
            new { incident = subject.Incident ?? Guid.Empty, obligation = subject.Obligation ?? Guid.Empty });
        return role is null ? null : await NamedAsync(reading, role, subject);
    }

    private async Task<string> NamedAsync(Reading reading, string role, PaperSubject subject) =>
        (await CentreOfRole.FindAsync(reading, role, subject.Now))?.Name
        ?? await RolesWithoutCentre.NameAsync(reading, role, subject.Agency, settings.Name)
        ?? Texts.Say(Texts.Recipients, role, Language.Vietnamese);

    private sealed record Agency(string Code, string Name, string? Phone, string? Email, string Kind, string? Above);
}
