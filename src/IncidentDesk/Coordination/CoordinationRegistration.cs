using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Coordination;

/// <summary>Requests of centres, their mails and their clock, wired.</summary>
public static class CoordinationRegistration
{
    public static IServiceCollection AddCoordination(this IServiceCollection services) => services
        .AddSingleton<CoordinationMails>().AddSingleton<RequestAgencies>().AddSingleton<IScribe, CoordinationScribe>().AddWatchedLoop<CoordinationClock>();
}
