namespace IncidentDesk.Rules.Sharing;

/// <summary>Whether a link to a centre is proven: something that went by it was taken at the other side, not too long ago. The directive asks that it be kept up, not that it exist.</summary>
public static class LinkProof
{
    public const string Proven = "proven", Stale = "stale", Never = "never", NoContact = "no-contact";

    public static readonly IReadOnlyList<string> States = [NoContact, Never, Stale, Proven];

    /// <summary>After so many days without a proof it is worth a test.</summary>
    public const int WarnDays = 30;

    /// <param name="provenAt">The last time; null: never.</param>
    public static string StateOf(bool hasContact, DateTimeOffset? provenAt, DateTimeOffset now) =>
        !hasContact ? NoContact : provenAt is not { } at ? Never : now - at > TimeSpan.FromDays(WarnDays) ? Stale : Proven;

    /// <summary>Whole days; null where it was never proven.</summary>
    public static long? DaysSince(DateTimeOffset? provenAt, DateTimeOffset now) => provenAt is { } at ? Math.Max(0, (long)(now - at).TotalDays) : null;
}
