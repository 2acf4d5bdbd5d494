using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Operations;

namespace IncidentDesk.Inbound;

/// <summary>Without a maildir nothing turns; what came earlier can still be looked at.</summary>
public static class InboundRegistration
{
    public static IServiceCollection AddInbound(this IServiceCollection services, DeskSettings settings)
    {
        services.AddSingleton<KeptMails>();
        if (settings.Mail.Options.Inbox.Length == 0)
            return services;
        return services
            .AddSingleton(new Maildir(settings.Mail.Options.Inbox))
            .AddSingleton<Answering>().AddSingleton<Arrivals>().AddSingleton<Handling>().AddSingleton<InboxAlarms>()
            .AddHostedService<InboundClock>();
    }
}
