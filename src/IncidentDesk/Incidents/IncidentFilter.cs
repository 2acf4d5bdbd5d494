using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Text;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>What to show: every part that is null or empty shows all. From and to look at when the report came.</summary>
public sealed record IncidentFilter
{
    public IReadOnlyList<string> Status { get; init; } = [];
    public IReadOnlyList<string> Severity { get; init; } = [];
    public string? Agency { get; init; }
    public Guid? Assignee { get; init; }
    public string? Category { get; init; }
    public bool? Serious { get; init; }
    public bool? Overdue { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }

    /// <summary>Words to look for, forgiving about marks and case.</summary>
    public string? Q { get; init; }

    /// <summary>The query parameters that it is read from.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["status", "severity", "agency", "assignee", "category", "serious", "overdue", "from", "to", "q"];

    public static IncidentFilter Of(QueryString query, Taxonomy taxonomy) => new()
    {
        Status = query.Words("status", Words.IncidentStatuses),
        Severity = query.Words("severity", Words.Severities),
        Agency = query.Text("agency"),
        Assignee = query.Id("assignee"),
        Category = CategoryOf(query, taxonomy),
        Serious = query.Flag("serious"),
        Overdue = query.Flag("overdue"),
        From = query.Instant("from"),
        To = query.Instant("to"),
        Q = query.Text("q"),
    };

    /// <summary>Only conditions that are asked for stand in the text. Words in it come from closed lists, never from the caller.</summary>
    /// <param name="text">As <see cref="AskAsync"/> gave it.</param>
    public string Condition(TextCondition text)
    {
        var parts = new List<string> { text.Sql };
        if (Status.Count > 0)
            parts.Add($"incidents.status IN ({Quoted(Status)})");
        if (Severity.Count > 0)
            parts.Add($"incidents.severity IN ({Quoted(Severity)})");
        if (Agency is not null)
            parts.Add("incidents.agency_id = (SELECT agencies.id FROM agencies WHERE agencies.code = @agency)");
        if (Assignee is not null)
            parts.Add("incidents.assignee_id = @assignee");
        if (Category is not null)
            parts.Add("(incidents.category = @category OR substr(incidents.category, 1, length(@category) + 1) = @category || '/')");
        if (Serious is { } serious)
            parts.Add($"incidents.serious_since IS {(serious ? "NOT NULL" : "NULL")}");
        if (Overdue is { } overdue)
            parts.Add(overdue ? "incidents.next_due_at < @now" : "(incidents.next_due_at IS NULL OR incidents.next_due_at >= @now)");
        if (From is not null)
            parts.Add("incidents.received_at >= @from");
        if (To is not null)
            parts.Add("incidents.received_at < @to");
        return string.Join(" AND ", parts);
    }

    public object Parameters(TextCondition text, DateTimeOffset now, Pipeline.Cursor? position, long limit) => new
    {
        agency = Agency ?? "",
        assignee = Assignee ?? Guid.Empty,
        category = Category ?? "",
        from = From ?? DateTimeOffset.UnixEpoch,
        to = To ?? DateTimeOffset.UnixEpoch,
        words = text.Words,
        places = text.Places,
        now,
        first = position?.Number(0) ?? 0,
        second = position?.Number(1) ?? 0,
        place = position?.TextOrNull(2) ?? "",
        limit,
    };

    /// <summary>What its words find; all, when it has none.</summary>
    public async Task<TextCondition> AskAsync(TextSearch search, Reading reading) => Q is null
        ? TextCondition.All
        : await search.AskAsync(reading, [.. SearchWords.Ask(Q).Select(one => (one.Runs, one.IsOpen))]);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(',', Status)}|{string.Join(',', Severity)}|{Agency}|{Assignee}|{Category}|{Serious}|{Overdue}|{From:O}|{To:O}|{Q}");

    private static string? CategoryOf(QueryString query, Taxonomy taxonomy)
    {
        var category = query.Text("category");
        if (category is not null && taxonomy.Find(category) is null)
            query.Refuse(Faults.At("?category", "not-in-list"));
        return category;
    }

    private static string Quoted(IReadOnlyList<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
