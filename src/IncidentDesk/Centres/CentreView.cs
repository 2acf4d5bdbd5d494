namespace IncidentDesk.Centres;

/// <summary>An authority as the doors show it: the roles that it holds, and where it is reached.</summary>
/// <param name="Mandatory">True: a desk without a mail contact of it that a person has verified has an alarm.</param>
/// <param name="GuardMode">The most that this centre may get; null sets no limit beyond the channel's own.</param>
public sealed record CentreView(
    string Id, string Name, string NameEn, IReadOnlyList<CentreRole> Roles, bool Mandatory, string? GuardMode,
    IReadOnlyList<ContactView> Contacts, long Version);

/// <param name="Sureness">How sure the source is: verified, secondary, memory or open.</param>
public sealed record CentreRole(string Role, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, string Source, string Sureness);

/// <param name="VerifiedBy">The person's name.</param>
/// <param name="Warning">Why it is not used (never-verified, not-yet-valid, expired), or verified-long-ago; null when all is well.</param>
public sealed record ContactView(
    Guid Id, string Channel, string Value, string Purpose, string Source, string Sureness, DateTimeOffset? VerifiedOn, string? VerifiedBy,
    DateTimeOffset ValidFrom, DateTimeOffset? ValidTo, string? Warning);
