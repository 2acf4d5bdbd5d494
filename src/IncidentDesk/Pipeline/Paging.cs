namespace IncidentDesk.Pipeline;

/// <summary>One page of a list; the cursor is null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
