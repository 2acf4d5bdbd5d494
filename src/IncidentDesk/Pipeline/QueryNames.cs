namespace IncidentDesk.Pipeline;

/// <summary>The query parameters that a door reads. <see cref="QueryString"/> reads no other, so the API document, made from these, cannot forget one.</summary>
public sealed record QueryNames(IReadOnlyList<string> Names);

public static class QueryNamesOnDoors
{
    /// <summary>A list: its filters, and how much of it from where.</summary>
    public static T Lists<T>(this T door, params IReadOnlyList<string> filters) where T : IEndpointConventionBuilder =>
        door.Asks([.. filters, "limit", "cursor"]);

    public static T Asks<T>(this T door, params IReadOnlyList<string> names) where T : IEndpointConventionBuilder =>
        door.WithMetadata(new QueryNames(names));
}
