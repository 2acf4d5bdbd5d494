namespace IncidentDesk.Shell;

/// <summary>Something changed: what and where, never its content. Whoever may see it asks for the rest.</summary>
/// <param name="Seq">Place in commit order, without gaps.</param>
/// <param name="AgencyId">Whose it is; null for what concerns the desk alone.</param>
public sealed record Change(long Seq, string Kind, string SubjectId, string? Number, string What, Guid? AgencyId, DateTimeOffset At);
