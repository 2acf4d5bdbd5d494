using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>An authority as the desk ships it: what a person then verifies, corrects and adds to lives in the store.</summary>
/// <param name="Mandatory">True: the desk is not ready for its duty until this authority has a verified contact.</param>
public sealed record AuthorityEntry(
    string Code, Bilingual Name, bool Mandatory,
    IReadOnlyList<AuthorityRole> Roles, IReadOnlyList<AuthorityContact> Contacts);

public sealed record AuthorityRole(string Role, string Source, string Sureness, Validity Validity);

/// <summary>One way to reach an authority.</summary>
/// <param name="Value">E.164 for calls, an address for mail, else as written.</param>
/// <param name="VerifiedOn">The day a person checked it; null: never used for sending.</param>
/// <param name="ReverifySince">The day on which what was known of it stopped being sure.</param>
public sealed record AuthorityContact(
    string Channel, string Value, string Purpose, string Source, string Sureness,
    DateOnly? VerifiedOn, Validity Validity, DateOnly? ReverifySince);
