using IncidentDesk.Evidence.Scanning;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Evidence;

/// <summary>Without a scanner nothing scans; what comes stays unscanned and says so.</summary>
public static class EvidenceRegistration
{
    public static IServiceCollection AddEvidence(this IServiceCollection services, DeskSettings settings)
    {
        services.AddSingleton<EvidenceFiles>().AddSingleton<EvidenceRoom>().AddSingleton<EvidenceAlarms>().AddWatchedLoop<EvidenceSweep>();
        return settings.Evidence.Clamd is { } address
            ? services.AddSingleton(provider => new Clamd(address, provider.GetRequiredService<TimeProvider>())).AddWatchedLoop<EvidenceScanner>()
            : services;
    }
}
