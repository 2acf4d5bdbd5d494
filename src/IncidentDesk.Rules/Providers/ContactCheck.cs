namespace IncidentDesk.Rules.Providers;

/// <summary>Whether somebody has tried a contact lately: after twelve months without, people, numbers and addresses have changed (field item 21).</summary>
public static class ContactCheck
{
    public const string Never = "never-verified", Stale = "stale";

    public const int Months = 12;

    /// <returns>Null where all is well.</returns>
    public static string? WarningOf(DateTimeOffset? verifiedOn, DateTimeOffset now) => verifiedOn is not { } at ? Never : at.AddMonths(Months) < now ? Stale : null;
}
