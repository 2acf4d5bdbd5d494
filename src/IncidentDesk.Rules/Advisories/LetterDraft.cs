using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Rules.Advisories;

/// <summary>What a program read in a letter: a draft that a person looks at, mends and confirms. What was not found is null or empty and named in <c>Missing</c>.</summary>
/// <param name="Level">critical, high, medium or low, as the letter says it.</param>
/// <param name="DueHour">By which hour of the day that it is due; null where the letter names the day alone.</param>
/// <param name="Missing">The fields that a letter must have and that were not found: number, issuedOn, issuer, subject.</param>
/// <param name="Unread">The sentences that name versions of which nothing can be said for sure: whether they are affected, or of which product. They are in no range.</param>
public sealed record LetterDraft(
    string? Number, DateOnly? IssuedOn, string? Issuer, string? Subject, string? Level, IReadOnlyList<string> Cves, IReadOnlyList<DraftProduct> Products,
    IReadOnlyList<string> Asks, DateOnly? DueOn, TimeOnly? DueHour, string? Tlp, IReadOnlyList<string> Missing,
    IReadOnlyList<string> Unread);

/// <summary>A product that the letter names with the versions it says are affected.</summary>
public sealed record DraftProduct(string Name, IReadOnlyList<VersionRange> Ranges);
