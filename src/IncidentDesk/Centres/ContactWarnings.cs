namespace IncidentDesk.Centres;

/// <summary>What people should know about a contact before they rely on it.</summary>
public static class ContactWarnings
{
    /// <summary>A contact verified longer ago than this is used all the same, with a warning.</summary>
    public const int FreshMonths = 12;

    public const string NeverVerified = "never-verified", NotYetValid = "not-yet-valid", Expired = "expired", VerifiedLongAgo = "verified-long-ago";

    public static string? Of(DateTimeOffset? verifiedOn, DateTimeOffset validFrom, DateTimeOffset? validTo, DateTimeOffset now) =>
        validTo <= now ? Expired
        : validFrom > now ? NotYetValid
        : verifiedOn is not { } verified ? NeverVerified
        : verified.AddMonths(FreshMonths) < now ? VerifiedLongAgo
        : null;
}
