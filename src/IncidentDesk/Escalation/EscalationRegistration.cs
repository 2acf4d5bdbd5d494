using IncidentDesk.Delivery.Letters;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Escalation.Ladders;

namespace IncidentDesk.Escalation;

/// <summary>What forwards to centres and what calls the desk's own people, wired; the loop that climbs is the host's to start.</summary>
public static class EscalationRegistration
{
    public static IServiceCollection AddEscalation(this IServiceCollection services) => services
        .AddSingleton<Forwarding>()
        .AddSingleton<Crews>().AddSingleton<Ascent>().AddSingleton<Holding>().AddSingleton<LadderClock>()
        .AddSingleton<IScribe, RungScribe>();
}
