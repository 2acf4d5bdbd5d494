using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Advisories;

/// <summary>Letters, their mails and their clock, wired.</summary>
public static class AdvisoryRegistration
{
    public static IServiceCollection AddAdvisories(this IServiceCollection services) => services
        .AddSingleton<Forms>().AddSingleton<AdvisoryMails>().AddSingleton<Reminding>().AddSingleton<IScribe, AdvisoryScribe>().AddWatchedLoop<AdvisoryClock>();
}
