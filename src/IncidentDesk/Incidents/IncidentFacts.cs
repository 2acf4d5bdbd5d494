using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// All that is known of an incident, through whatever door it came: what its reports said, what people of the desk decided, and what was sent.
/// From these facts alone the law's duties follow.
/// </summary>
public static class IncidentFacts
{
    private const string Select =
        """
        SELECT incidents.category, incidents.detected_at, incidents.occurred_at, incidents.received_at, incidents.need, incidents.reality,
            incidents.serious_since, incidents.classified_at, incidents.completed_at, agencies.jurisdiction, systems.level
        FROM incidents JOIN agencies ON agencies.id = incidents.agency_id LEFT JOIN systems ON systems.id = incidents.system_id
        WHERE incidents.id = @incident
        """;

    public static async Task<TriageFacts?> OfAsync(Reading reading, Guid incident)
    {
        var row = await reading.SingleAsync<Row>(Select, new { incident });
        if (row is null)
            return null;
        var reports = (await reading.QueryAsync<Report>(
            "SELECT kind, received_at, facts FROM reports WHERE incident_id = @incident AND kind <> 'withdrawal' ORDER BY received_at, id", new { incident }))
            .Select(report => (report.ReceivedAt, Said: ReportFacts.FromJson(report.Facts).ForTriage(report.ReceivedAt, null, row.Jurisdiction, "simulate"))).ToList();
        var beyond = reports.Where(report => report.Said.Flags.BeyondCapacity).Select(report => report.ReceivedAt).ToList();
        return new()
        {
            Category = row.Category, DetectedAt = row.DetectedAt, OccurredAt = row.OccurredAt, ReceivedAt = row.ReceivedAt, Need = row.Need,
            Impact = reports.Select(report => report.Said.Impact).LastOrDefault() ?? Impact.Unknown,
            Flags = new(
                reports.Any(report => report.Said.Flags.SeriousDisruption), reports.Any(report => report.Said.Flags.NationalSecurity), beyond.Count > 0),
            PersonalData = Merged(reports.Select(report => report.Said.PersonalData).Where(data => data.Involved).ToList()),
            SystemLevel = (int?)row.Level, Jurisdiction = row.Jurisdiction, Drill = row.Reality == "drill",
            RaisedSerious = row.SeriousSince is not null, CapacityExceededAt = beyond.Count > 0 ? beyond.Min() : null,
            ClassifiedAt = Earlier(row.ClassifiedAt, row.SeriousSince), CompletedAt = row.CompletedAt,
            Submissions = await SubmissionsAsync(reading, incident),
        };
    }

    private static async Task<IReadOnlyList<Submission>> SubmissionsAsync(Reading reading, Guid incident) =>
        [.. (await reading.QueryAsync<Sent>(
            """
            SELECT kind, recipient, met_at, preliminary_at FROM obligations
            WHERE incident_id = @incident AND state IN ('met', 'late') AND met_at IS NOT NULL ORDER BY met_at, id
            """,
            new { incident })).Select(sent => new Submission(sent.Kind, sent.Recipient, sent.MetAt, sent.PreliminaryAt is not null))];

    // Whoever first named the moment at which the harm was established has started its clock; the most people ever named count.
    private static PersonalDataFacts Merged(IReadOnlyList<PersonalDataFacts> said) => said.Count == 0
        ? PersonalDataFacts.None
        : new(
            true, said.Max(data => data.Subjects), said.Any(data => data.Sensitive), said.Any(data => data.LocationOrBiometric),
            said.Select(data => data.EstablishedAt).FirstOrDefault(at => at is not null));

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private sealed record Row(
        string Category, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt, DateTimeOffset ReceivedAt, string Need, string Reality,
        DateTimeOffset? SeriousSince, DateTimeOffset? ClassifiedAt, DateTimeOffset? CompletedAt, string Jurisdiction, long? Level);

    private sealed record Report(string Kind, DateTimeOffset ReceivedAt, string Facts);

    private sealed record Sent(string Kind, string Recipient, DateTimeOffset MetAt, DateTimeOffset? PreliminaryAt);
}
