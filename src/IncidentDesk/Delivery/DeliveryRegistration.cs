using IncidentDesk.Channels;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Delivery.Arming;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Delivery.Watch;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Reference;

namespace IncidentDesk.Delivery;

/// <summary>The post room's parts, wired.</summary>
public static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeskSettings settings) => services
        .AddSingleton(new MailSender(settings.Name, settings.Mail.Options))
        .AddSingleton(NodeName.Of(settings.DataDirectory))
        .AddSingleton<ChannelBook>().AddSingleton<Deliveries>().AddSingleton<Claims>().AddSingleton<Seal>().AddSingleton<LastLook>()
        .AddSingleton(provider => new LetterDesk(
            provider.GetRequiredService<MailSender>(), provider.GetRequiredService<ReferenceLibrary>().RuleBook, settings))
        .AddSingleton<IScribe, CentreMailScribe>()
        .AddSingleton<Readying>().AddSingleton<Outbox>().AddSingleton<Sending>().AddSingleton<Courier>()
        .AddSingleton<WaitingForContact>().AddSingleton<OverdueDeliveries>()
        .AddSingleton<IChannel>(provider => Mail(settings, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IWatch, UntouchedWork>().AddSingleton<IWatch, RestoredWork>().AddArming()
        // Hosted services start in turn: the seal comes before the rooms that it holds.
        .AddWatchedLoop<SealWatch>().AddWatchedLoop<PostRoom>().AddWatchedLoop<Rounds>();

    private static GuardedChannel Mail(DeskSettings settings, TimeProvider clock) =>
        new(new SmtpChannel(settings.Mail.Options, clock), new GuardOptions { AtOnce = PostRoom.AtOnce }, clock);
}
