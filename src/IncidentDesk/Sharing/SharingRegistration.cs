using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Sharing;

/// <summary>The clock of the links to the centres and its mails, wired.</summary>
public static class SharingRegistration
{
    public static IServiceCollection AddSharing(this IServiceCollection services) =>
        services.AddSingleton<LinkMails>().AddSingleton<IScribe, LinkScribe>().AddWatchedLoop<LinkClock>();
}
