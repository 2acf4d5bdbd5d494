using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Audit;

/// <summary>The audit's loops and what is looked for in it, wired.</summary>
public static class AuditRegistration
{
    public static IServiceCollection AddAudit(this IServiceCollection services, DeskSettings settings) => services
        .AddSingleton(AuditPlace.Of(settings)).AddSingleton(_ => new AnchorBook(AuditPlace.Of(settings), settings.Zone))
        // Stopped in the opposite order: what the book writes at the end is sealed at the end.
        .AddWatchedLoop<AuditSealer>().AddWatchedLoop<AuditBook>().AddSingleton<IWatch, AuditTrouble>();
}
