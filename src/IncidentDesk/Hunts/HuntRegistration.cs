using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Hunts;

/// <summary>Hunts, their mails and their clock, wired.</summary>
public static class HuntRegistration
{
    public static IServiceCollection AddHunts(this IServiceCollection services) => services
        .AddSingleton<HuntMails>().AddSingleton<HuntScope>().AddSingleton<HuntReminding>().AddScoped<HuntFinds>().AddSingleton<IScribe, HuntScribe>()
        .AddWatchedLoop<HuntClock>();
}
