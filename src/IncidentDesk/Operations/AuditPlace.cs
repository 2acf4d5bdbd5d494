namespace IncidentDesk.Operations;

/// <summary>Where the audit's key and its anchors lie: outside the database, and outside every backup.</summary>
/// <param name="Key">The key of now; nodes of one database must each have the same.</param>
/// <param name="FormerKeys">Where keys are laid that sealed the older part of the chain.</param>
/// <param name="Anchors">One directory or two.</param>
public sealed record AuditPlace(string Key, string FormerKeys, IReadOnlyList<string> Anchors)
{
    public const string KeyName = "audit.key", FormerKeysName = "audit-keys", AnchorsName = "anchors";

    public static AuditPlace Of(DeskSettings settings) => new(
        settings.AuditKey ?? Path.Combine(settings.DataDirectory, KeyName),
        Path.Combine(settings.DataDirectory, FormerKeysName),
        [Path.Combine(settings.DataDirectory, AnchorsName), .. settings.SecondAnchors is { } second ? new[] { second } : []]);
}
