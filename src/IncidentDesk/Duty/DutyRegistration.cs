using IncidentDesk.Delivery.Letters;
using IncidentDesk.Duty.Rosters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Duty;

/// <summary>Rosters, handovers, their mails and their clock, wired.</summary>
public static class DutyRegistration
{
    public static IServiceCollection AddDuty(this IServiceCollection services) =>
        services.AddSingleton<DutyMails>().AddSingleton<IScribe, DutyScribe>().AddSingleton<IScribe, GapScribe>().AddWatchedLoop<DutyClock>();
}
