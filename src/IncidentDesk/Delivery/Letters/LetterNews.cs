using System.Globalization;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The reports of an incident as one letter sees them: what it tells, what is new to its recipient, and what they knew before.</summary>
public sealed record LetterNews(string? ReportJson, IReadOnlyList<LaterReport> News, ReportFacts? Before)
{
    public static async Task<LetterNews> OfAsync(Reading reading, LetterRow row)
    {
        var reports = await reading.QueryAsync<Row>(
            "SELECT kind, received_at, facts FROM reports WHERE incident_id = @incident AND kind <> 'withdrawal' ORDER BY received_at, id",
            new { incident = row.IncidentId });
        var later = reports.Where(report => report.Kind != "initial").ToList();
        var told = reports.LastOrDefault(report => report.Kind is "initial" or "correction")?.Facts;
        if (row.CauseKind != "update")
            return new(told, [.. later.Where(report => report.Kind != "correction").Select(report => report.ToLater())], null);
        var n = Number(row.CauseRef);
        var from = n - await UnreadAsync(reading, row, n);
        var before = reports.Where(report => report.Kind == "initial").Concat(later.Take(from).Where(report => report.Kind == "correction"));
        return new(told, [.. later.Take(n).Skip(from).Select(report => report.ToLater())], before.LastOrDefault() is { } last ? ReportFacts.FromJson(last.Facts) : null);
    }

    // An update says also what the updates said that it took the place of, because nobody got those.
    private static async Task<int> UnreadAsync(Reading reading, LetterRow row, int n)
    {
        var replaced = (await reading.QueryAsync<string>(
            """
            SELECT cause_ref FROM deliveries WHERE about = @incident AND cause_kind = 'update' AND recipient = @recipient AND channel = 'mail'
              AND superseded_by IS NOT NULL
            """,
            new { incident = row.IncidentId, recipient = row.Recipient })).Select(Number).ToHashSet();
        var unread = 1;
        while (replaced.Contains(n - unread))
            unread++;
        return unread;
    }

    private static int Number(string causeRef) =>
        causeRef.Split(':') is [_, var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;

    private sealed record Row(string Kind, DateTimeOffset ReceivedAt, string Facts)
    {
        public LaterReport ToLater() => new(Kind, ReceivedAt, ReportFacts.FromJson(Facts));
    }
}
