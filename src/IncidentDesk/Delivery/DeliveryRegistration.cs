using IncidentDesk.Delivery.Calls;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Reference;

namespace IncidentDesk.Delivery;

/// <summary>The post room's parts, wired.</summary>
public static class DeliveryRegistration
{
    public static IServiceCollection AddDelivery(this IServiceCollection services, DeskSettings settings) => services
        .AddSingleton(new MailSender(settings.Name, settings.Mail.Options))
        .AddSingleton(NodeName.Of(settings.DataDirectory))
        .AddSingleton<Deliveries>().AddSingleton<Claims>().AddSingleton<Seal>().AddSingleton<LastLook>().AddSingleton<AllSimulated>()
        .AddSingleton(provider => new LetterDesk(
            provider.GetRequiredService<MailSender>(), provider.GetRequiredService<ReferenceLibrary>().RuleBook, settings))
        .AddSingleton<IScribe, CentreMailScribe>()
        .AddSingleton<IScribe, HandLetter>()
        .AddSingleton<IScribe>(provider => new CallScript(provider.GetRequiredService<ReferenceLibrary>().RuleBook, settings))
        .AddSingleton<Hands>().AddSingleton<Readying>().AddSingleton<Outbox>().AddSingleton<Sending>().AddSingleton<Courier>()
        .AddRounds().AddChannels(settings)
        .AddSingleton<PostRoom>().AddSingleton<Rounds>()
        .AddHostedService<SealCheck>()
        .AddHostedService(provider => provider.GetRequiredService<PostRoom>())
        .AddHostedService(provider => provider.GetRequiredService<Rounds>());

    // In this order: what has an address now is in line before anybody looks for another channel for it.
    private static IServiceCollection AddRounds(this IServiceCollection services) => services
        .AddSingleton<IRound, WaitingForContact>().AddSingleton<IRound>(provider => provider.GetRequiredService<Readying>())
        .AddSingleton<IRound, OverdueDeliveries>().AddSingleton<IRound, NextChannels>().AddSingleton<IRound, TaskRound>();

    /// <summary>Hosted services start in turn: the seal has been looked at before the post room claims anything.</summary>
    private sealed class SealCheck(Seal seal, ILogger<Seal> log) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            if (!await seal.CheckAsync(cancellationToken))
                log.LogWarning("This database is not where it was sealed: nothing leaves, sending is simulated.");
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
