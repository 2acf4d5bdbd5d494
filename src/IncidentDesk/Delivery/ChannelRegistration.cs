using IncidentDesk.Channels;
using IncidentDesk.Channels.Gateway;
using IncidentDesk.Channels.Guard;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Channels.Webhook;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery;

/// <summary>The ways out, each with a guard of its own around it, and who writes for them.</summary>
public static class ChannelRegistration
{
    private static readonly GuardOptions Guard = new() { AtOnce = Hands.ForMail };

    // A host that hangs gets half of the hands that carry webhooks and lets go of the rest at once.
    private static readonly GuardOptions HostGuard = new() { AtOnce = Hands.ForOthers / 2, PlaceWait = TimeSpan.Zero };

    public static IServiceCollection AddChannels(this IServiceCollection services, DeskSettings settings) => services
        .AddSingleton<ChannelBook>()
        .AddSingleton<IChannel>(provider => new GuardedChannel(new SmtpChannel(settings.Mail.Options, Clock(provider)), Guard, Clock(provider)))
        .AddSingleton<IChannel>(provider => new GuardedHosts(new WebhookChannel(settings.Channels.Webhook, Clock(provider)), HostGuard, Clock(provider)))
        .AddSingleton<IChannel>(provider => Gateway(provider, "sms", settings.Channels.Sms))
        .AddSingleton<IChannel>(provider => Gateway(provider, "voice", settings.Channels.Voice))
        .AddSingleton<IScribe, NoticeScribe>().AddSingleton<IScribe, WebhookScribe>().AddSingleton<IScribe, TestMailScribe>();

    private static TestedGateway Gateway(IServiceProvider provider, string name, GatewayOptions options) => new(
        new GuardedChannel(new GatewayChannel(name, options, Clock(provider)), Guard, Clock(provider)), provider.GetRequiredService<ChannelBook>(),
        provider.GetRequiredService<Database>(), Clock(provider), provider.GetRequiredService<ILogger<TestedGateway>>());

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
