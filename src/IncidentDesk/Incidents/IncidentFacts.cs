using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// All that is known of an incident, through whatever door it came: what its reports said and those of the incidents merged into it, what people of
/// the desk decided, and what was sent. From these facts alone the law's duties follow.
/// </summary>
public static class IncidentFacts
{
    /// <summary>The incident and all that were merged into it, as <c>joined (id)</c>.</summary>
    internal const string Joined =
        "WITH RECURSIVE joined (id) AS (SELECT @incident UNION SELECT incidents.id FROM incidents JOIN joined ON incidents.merged_into = joined.id)";

    // The level is the one that triage saw: another one that is confirmed later is for what happens after it.
    private const string Select =
        $"""
        {Joined}
        SELECT incidents.id, incidents.category, incidents.detected_at, incidents.occurred_at, incidents.received_at, incidents.need, incidents.reality,
            incidents.serious_since, incidents.classified_at, incidents.completed_at, agencies.jurisdiction, incidents.system_level, systems.level
        FROM joined JOIN incidents ON incidents.id = joined.id JOIN agencies ON agencies.id = incidents.agency_id
            LEFT JOIN systems ON systems.id = incidents.system_id
        """;

    public static async Task<TriageFacts?> OfAsync(Reading reading, Guid incident)
    {
        var rows = await reading.QueryAsync<Row>(Select, new { incident });
        if (rows.FirstOrDefault(one => one.Id == incident) is not { } row)
            return null;
        var reports = await ReportsAsync(reading, incident, row.Jurisdiction);
        var beyond = reports.Where(report => report.Said.Flags.BeyondCapacity).Select(report => report.ReceivedAt).ToList();
        return new()
        {
            Category = row.Category, Need = row.Need, Jurisdiction = row.Jurisdiction, Drill = row.Reality == "drill",
            // Who said first that it is one thing with another has not made it begin later: of several, the earliest instant of each kind counts.
            DetectedAt = rows.Min(one => one.DetectedAt), OccurredAt = rows.Min(one => one.OccurredAt), ReceivedAt = rows.Min(one => one.ReceivedAt),
            Impact = reports.Select(report => report.Said.Impact).LastOrDefault() ?? Impact.Unknown,
            Flags = new(
                reports.Any(report => report.Said.Flags.SeriousDisruption), reports.Any(report => report.Said.Flags.NationalSecurity), beyond.Count > 0),
            PersonalData = Merged(reports.Where(report => report.Said.PersonalData.Involved).ToList(), rows),
            SystemLevel = (int?)rows.Max(one => one.SystemLevel ?? one.Level),
            RaisedSerious = rows.Any(one => one.SeriousSince is not null), CapacityExceededAt = beyond.Count > 0 ? beyond.Min() : null,
            ClassifiedAt = rows.Min(one => Earlier(one.ClassifiedAt, one.SeriousSince)),
            // The response is complete when the last of it is, and never before that of the whole.
            CompletedAt = row.CompletedAt is null ? null : rows.Max(one => one.CompletedAt),
            Submissions = await SubmissionsAsync(reading, incident),
        };
    }

    private static async Task<IReadOnlyList<Saying>> ReportsAsync(Reading reading, Guid incident, string jurisdiction) =>
        [.. (await reading.QueryAsync<Report>(
            $"""
            {Joined}
            SELECT reports.incident_id, reports.received_at, reports.kind, reports.facts FROM joined JOIN reports ON reports.incident_id = joined.id
            WHERE reports.kind <> 'withdrawal' ORDER BY reports.received_at, reports.id
            """,
            new { incident }))
            .Select(report => new Saying(
                report.IncidentId, report.ReceivedAt, report.Kind, ReportFacts.FromJson(report.Facts).ForTriage(report.ReceivedAt, null, jurisdiction, "simulate")))];

    private static async Task<IReadOnlyList<Submission>> SubmissionsAsync(Reading reading, Guid incident) =>
        [.. (await reading.QueryAsync<Sent>(
            $"""
            {Joined}
            SELECT kind, recipient, met_at, preliminary_at FROM joined JOIN obligations ON obligations.incident_id = joined.id
            WHERE state IN ('met', 'late') AND met_at IS NOT NULL ORDER BY met_at, obligations.id
            """,
            new { incident })).Select(sent => new Submission(sent.Kind, sent.Recipient, sent.MetAt, sent.PreliminaryAt is not null))];

    // The most people ever named count.
    private static PersonalDataFacts Merged(IReadOnlyList<Saying> told, IReadOnlyList<Row> rows)
    {
        var said = told.Select(report => report.Said.PersonalData).ToList();
        return said.Count == 0
            ? PersonalDataFacts.None
            : new(
                true, said.Max(data => data.Subjects), said.Any(data => data.Sensitive), said.Any(data => data.LocationOrBiometric),
                said.Any(data => data.EstablishedAt is not null) ? told.GroupBy(report => report.IncidentId).Min(own => Established(own, rows)) : null);
    }

    // Where no report names the moment at which the harm was established, the detection has started its clock.
    private static DateTimeOffset Established(IGrouping<Guid, Saying> own, IReadOnlyList<Row> rows) =>
        HarmEstablished.Of([.. own.Select(report => new HarmSaying(report.Kind, report.Said.PersonalData.EstablishedAt))]) ?? rows.First(row => row.Id == own.Key).DetectedAt;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;

    private sealed record Row(
        Guid Id, string Category, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt, DateTimeOffset ReceivedAt, string Need, string Reality,
        DateTimeOffset? SeriousSince, DateTimeOffset? ClassifiedAt, DateTimeOffset? CompletedAt, string Jurisdiction,
        long? SystemLevel, long? Level);

    private sealed record Report(Guid IncidentId, DateTimeOffset ReceivedAt, string Kind, string Facts);

    private sealed record Saying(Guid IncidentId, DateTimeOffset ReceivedAt, string Kind, TriageFacts Said);

    private sealed record Sent(string Kind, string Recipient, DateTimeOffset MetAt, DateTimeOffset? PreliminaryAt);
}
