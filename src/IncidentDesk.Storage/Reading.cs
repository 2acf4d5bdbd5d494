namespace IncidentDesk.Storage;

/// <summary>
/// Queries on one connection. Parameters are members of an anonymous object; instants go in and come out as
/// <see cref="DateTimeOffset"/> and are stored as Unix milliseconds, ids as <see cref="Guid"/> and stored as lower-case text.
/// A list member written as <c>IN @ids</c> is expanded. Rows are positional records whose members are the query's columns, in
/// the same order, underscores and case aside.
/// </summary>
public abstract class Reading
{
    private protected Reading()
    {
    }

    public abstract Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null);

    /// <summary>The only row, or default when there is none.</summary>
    public abstract Task<T?> SingleAsync<T>(string sql, object? parameters = null);
}
