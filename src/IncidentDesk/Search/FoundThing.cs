namespace IncidentDesk.Search;

/// <summary>One thing that was found, and by what.</summary>
/// <param name="Kind">number, key, cve, address, hash, title, text, agency or system: what the words stand in.</param>
/// <param name="Code">The incident's number, or the code of the agency or system.</param>
/// <param name="Match">What exactly matched, where that is not the title: an address, a key.</param>
/// <param name="Page">Where it is shown.</param>
public sealed record FoundThing(
    string Kind, Guid Id, string Code, string Title, string TitleEn, string Agency, string? Status, string? Severity, string? Match, string Page)
{
    /// <summary>In the order in which groups stand.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["number", "agency", "system", "key", "cve", "address", "hash", "title", "text"];
}
