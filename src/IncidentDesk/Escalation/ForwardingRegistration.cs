using IncidentDesk.Delivery.Letters;
using IncidentDesk.Escalation.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Escalation;

/// <summary>Who is told of what, wired.</summary>
public static class ForwardingRegistration
{
    public static IServiceCollection AddForwarding(this IServiceCollection services) => services
        .AddSingleton<DailyCap>().AddSingleton<Forwarding>().AddSingleton<Updates>().AddSingleton<Retractions>().AddSingleton<Receipts>()
        .AddSingleton<Telling>()
        .AddSingleton<IScribe, ReceiptScribe>().AddSingleton<IScribe, DigestScribe>().AddSingleton<IScribe, AlarmScribe>()
        .AddWatchedLoop<MorningDigest>().AddWatchedLoop<AlarmWatch>().AddSingleton<AlarmTelling>().AddSingleton<IWatch, UntoldAlarms>();
}
