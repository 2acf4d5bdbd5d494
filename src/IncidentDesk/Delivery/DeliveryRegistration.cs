using IncidentDesk.Approvals;
using IncidentDesk.Delivery.Arming;
using IncidentDesk.Delivery.Calls;
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
        .AddSingleton<Deliveries>().AddSingleton<Claims>().AddSingleton<Seal>().AddSingleton<LastLook>().AddSingleton<AllSimulated>()
        .AddSingleton(provider => new LetterDesk(
            provider.GetRequiredService<MailSender>(), provider.GetRequiredService<ReferenceLibrary>().RuleBook, settings))
        .AddSingleton<IApprovedAct, DeliveryAct>().AddSingleton<WrittenFollowUp>()
        .AddSingleton<MailForm>().AddSingleton<IScribe, CentreMailScribe>()
        .AddSingleton<IScribe, HandLetter>()
        .AddSingleton<IScribe>(provider => new CallScript(provider.GetRequiredService<ReferenceLibrary>().RuleBook, settings))
        .AddSingleton<Hands>().AddSingleton<Readying>().AddSingleton<Outbox>().AddSingleton<Sending>().AddSingleton<Courier>()
        .AddRounds().AddChannels(settings)
        .AddSingleton<IWatch, UntouchedWork>().AddSingleton<IWatch, RestoredWork>().AddArming()
        // Hosted services start in turn: the seal comes before the rooms that it holds.
        .AddWatchedLoop<SealWatch>().AddWatchedLoop<PostRoom>().AddWatchedLoop<Rounds>();

    // In this order: what has an address now is in line before anybody looks for another channel for it.
    private static IServiceCollection AddRounds(this IServiceCollection services) => services
        .AddSingleton<IRound, WaitingForContact>().AddSingleton<IRound>(provider => provider.GetRequiredService<Readying>())
        .AddSingleton<IRound, OverdueDeliveries>().AddSingleton<IRound, NextChannels>().AddSingleton<IRound, TaskRound>();
}
