namespace IncidentDesk.Rules.Coordination;

/// <summary>When a request is answered as a whole, and when those who owe a part of it are reminded.</summary>
public static class CoordinationRules
{
    private static readonly TimeSpan[] Before = [TimeSpan.FromDays(3), TimeSpan.FromDays(1), TimeSpan.FromHours(2), TimeSpan.Zero];

    /// <summary>From so long before the deadline on, the desk is alarmed while the whole answer has not left.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromDays(1);

    /// <summary>Three days, one day and two hours ahead, and at the deadline; what lies closer than an hour behind the receipt is left out.</summary>
    public static IReadOnlyList<DateTimeOffset> RemindersOf(DateTimeOffset receivedAt, DateTimeOffset deadline) =>
        [.. Before.Select(ahead => deadline - ahead).Where(at => at - receivedAt >= TimeSpan.FromHours(1) || at == deadline)];

    /// <param name="Agency">Null: the desk itself.</param>
    public sealed record Completed(long Item, string? Agency);

    /// <summary>An item is answered when the desk said the last word to it, or each agency that was asked did; with nobody asked the desk must.</summary>
    /// <returns>The items that are still open, in their order.</returns>
    public static IReadOnlyList<long> OpenItems(IReadOnlyList<long> items, IReadOnlyCollection<string> asked, IReadOnlyCollection<Completed> completed) =>
        [.. items.Where(item => !completed.Contains(new(item, null)) && (asked.Count == 0 || asked.Any(agency => !completed.Contains(new(item, agency)))))];
}
