namespace IncidentDesk.Incidents;

/// <summary>An order of incidents, as SQL: how it sorts, and what comes after a place in it: two numbers, or a text.</summary>
/// <param name="After">A condition with the parameters @first and @second of the place.</param>
public sealed record IncidentOrder(string By, string After, Func<IncidentSummary.Row, object?[]> Position)
{
    // Nothing due sorts last: the largest instant that a four-digit year can hold.
    private const string Due = "coalesce(incidents.next_due_at, 253402300799999)";

    private static readonly IncidentOrder WorstFirst = new(
        "incidents.worst_order, incidents.number_order",
        "(incidents.worst_order, incidents.number_order) > (@first, @second)",
        row => [row.WorstOrder, row.NumberOrder, null]);

    // Ids follow the order of arrival, also within a millisecond.
    private static readonly IncidentOrder Newest = new(
        "incidents.id DESC", "incidents.id < @place", row => [0, 0, row.Id.ToString("D")]);

    private static readonly IncidentOrder ByDue = new(
        $"{Due}, incidents.number_order",
        $"({Due}, incidents.number_order) > (@first, @second)",
        row => [row.NextDueAt?.ToUnixTimeMilliseconds() ?? 253402300799999, row.NumberOrder, null]);

    public static IncidentOrder Of(string sort) => sort switch
    {
        "newest" => Newest,
        "due" => ByDue,
        _ => WorstFirst,
    };
}
