using IncidentDesk.Operations.Web;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentDesk.Operations.Watch;

/// <summary>The watchdog and what it looks for, wired.</summary>
public static class WatchRegistration
{
    public static IServiceCollection AddWatchdog(this IServiceCollection services, DeskSettings settings) => services
        .AddSingleton(WatchNode.Of(settings.DataDirectory)).AddSingleton<Heartbeat>()
        .AddSingleton<IWatch, LoopWatch>().AddSingleton<IWatch, SealTrouble>().AddSingleton<IWatch, ExpiringCertificate>()
        .AddSingleton<Watchdog>().AddHostedService(provider => provider.GetRequiredService<Watchdog>());

    /// <summary>A hosted loop that the watchdog looks at.</summary>
    public static IServiceCollection AddWatchedLoop<T>(this IServiceCollection services) where T : class, IHostedService, ILoop
    {
        services.TryAddSingleton<T>();
        return services.AddSingleton<ILoop>(provider => provider.GetRequiredService<T>()).AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
