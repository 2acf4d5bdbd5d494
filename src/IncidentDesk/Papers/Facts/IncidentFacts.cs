using System.Text.Json;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>The incident, its system and what its reports said.</summary>
public sealed class IncidentFacts(ReferenceLibrary library, DeskSettings settings) : IPaperFacts
{
    private readonly LetterNames names = new(library.RuleBook);

    public async Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts)
    {
        if (subject.Incident is not { } incident)
            return;
        var row = (await reading.SingleAsync<Row>(
            """
            SELECT incidents.number, incidents.title, incidents.category, incidents.severity, incidents.status, incidents.need, incidents.triage, incidents.detected_at,
                incidents.occurred_at, incidents.received_at, systems.name AS system, systems.code AS system_code, systems.level, systems.provider, systems.purpose
            FROM incidents LEFT JOIN systems ON systems.id = incidents.system_id WHERE incidents.id = @incident
            """,
            new { incident }))!;
        AddRow(row, facts);
        var told = await reading.SingleAsync<string>(
            "SELECT facts FROM reports WHERE incident_id = @incident AND kind IN ('initial', 'correction') ORDER BY received_at DESC, id DESC LIMIT 1", new { incident });
        if (told is not null)
            AddReport(ReportFacts.FromJson(told), row, facts);
    }

    private void AddRow(Row row, Dictionary<string, string?> facts)
    {
        facts["incident.number"] = row.Number;
        facts["incident.title"] = row.Title;
        facts["incident.category"] = names.Category(row.Category, Language.Vietnamese);
        facts["incident.detected"] = FieldValues.Of(settings.Zone.Local(row.DetectedAt));
        facts["incident.occurred"] = row.OccurredAt is { } occurred ? FieldValues.Of(settings.Zone.Local(occurred)) : null;
        facts["incident.received"] = FieldValues.Of(settings.Zone.Local(row.ReceivedAt));
        facts["incident.standing"] = $"{Texts.Say(Texts.Severities, row.Severity, Language.Vietnamese)}, {Texts.Say(Texts.Statuses, row.Status, Language.Vietnamese).ToLowerInvariant()}";
        facts["incident.need"] = LetterText.Ask(row.Need, Language.Vietnamese);
        facts["incident.handling"] = row.Status is "resolved" or "closed" ? "Đã được xử lý" : "Chưa được xử lý";
        facts["incident.serious"] = string.Join('\n', (JsonSerializer.Deserialize<IReadOnlyList<TriageLine>>(row.Triage, Json.Options) ?? [])
            .Where(line => line is { Rule: "serious", Outcome: not "no" }).Select(line => line.ExplanationVi));
        facts["system.name"] = row.System is null ? null : $"{row.System} ({row.SystemCode})";
        facts["system.level"] = row.Level?.ToString(System.Globalization.CultureInfo.InvariantCulture);
        facts["system.provider"] = row.Provider;
        facts["system.purpose"] = row.Purpose;
    }

    private void AddReport(ReportFacts report, Row row, Dictionary<string, string?> facts)
    {
        facts["incident.description"] = report.Description;
        facts["contact.name"] = report.Contact?.Name;
        facts["contact.phone"] = report.Contact?.Phone;
        facts["contact.email"] = report.Contact?.SafeEmail ?? report.Contact?.Email;
        facts["personal.kinds"] = PersonalData(report.PersonalData);
        var impact = ImpactSaid.Of(report.Impact).ToDictionary(said => said.Question, said => names.Impact(said.Question, said.Answer, Language.Vietnamese));
        string? Said(string question) => impact.TryGetValue(question, out var said) ? $"{said.Question}: {said.Answer}." : null;
        var scope = new[]
        {
            Said("functional"), Said("location"), report.Flags.SeriousDisruption == true ? "Hệ thống bị gián đoạn nghiêm trọng." : null, PersonalData(report.PersonalData),
        }.OfType<string>().ToList();
        // The system alone is no scope: somebody must say how far it went.
        facts["scope"] = scope.Count == 0 ? null : string.Join('\n', row.System is null ? scope : scope.Prepend($"Hệ thống: {row.System}."));
        facts["consequences"] = string.Join('\n', new[] { Said("information"), Said("recoverability"), Said("potential") }.OfType<string>());
    }

    private static string? PersonalData(PersonalDataBody said)
    {
        if (!said.Involved)
            return null;
        var much = said.Subjects is { } subjects ? $"khoảng {Figures.Whole(subjects, Language.Vietnamese)} chủ thể dữ liệu" : "chưa rõ số chủ thể dữ liệu";
        var kinds = new[] { said.Sensitive == true ? "có dữ liệu nhạy cảm" : null, said.LocationOrBiometric == true ? "có dữ liệu vị trí hoặc sinh trắc" : null }.OfType<string>();
        return $"Dữ liệu cá nhân: {string.Join(", ", kinds.Prepend(much))}.";
    }

    private sealed record Row(
        string Number, string Title, string Category, string Severity, string Status, string Need, string Triage, DateTimeOffset DetectedAt,
        DateTimeOffset? OccurredAt, DateTimeOffset ReceivedAt, string? System, string? SystemCode, long? Level, string? Provider, string? Purpose);
}
