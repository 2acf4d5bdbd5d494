using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Providers;

/// <summary>The mails about cover and the clock that sends them, wired.</summary>
public static class ProviderRegistration
{
    public static IServiceCollection AddProviders(this IServiceCollection services) =>
        services.AddSingleton<ProviderMails>().AddSingleton<IScribe, ProviderScribe>().AddWatchedLoop<CoverageClock>();
}
