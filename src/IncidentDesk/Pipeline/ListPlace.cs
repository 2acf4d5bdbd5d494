namespace IncidentDesk.Pipeline;

/// <summary>Which list a cursor belongs to: a door, its filters, its sort and who asks.</summary>
public sealed record ListPlace(string Door, string Filters, string Sort, string Caller)
{
    /// <summary>Where to go on, or null at the start.</summary>
    /// <exception cref="RefusedException">The cursor is of another list.</exception>
    public Cursor? Read(string? cursor) => Cursor.Read(cursor, Door, Filters, Sort, Caller);

    /// <summary>Makes a page of <paramref name="rows"/>, of which one more than <paramref name="limit"/> was asked for.</summary>
    /// <param name="position">The sort values of a row.</param>
    public Page<TItem> Page<TRow, TItem>(
        IReadOnlyList<TRow> rows, int limit, Func<TRow, object?[]> position, Func<TRow, TItem> item) =>
        rows.Count <= limit
            ? new([.. rows.Select(item)], null)
            : new([.. rows.Take(limit).Select(item)], Cursor.Write(Door, Filters, Sort, Caller, position(rows[limit - 1])));
}
