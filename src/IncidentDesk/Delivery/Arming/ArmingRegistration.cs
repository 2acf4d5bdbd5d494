using IncidentDesk.Approvals;

namespace IncidentDesk.Delivery.Arming;

/// <summary>Arming, wired.</summary>
public static class ArmingRegistration
{
    public static IServiceCollection AddArming(this IServiceCollection services) => services
        .AddSingleton<ArmDesk>().AddSingleton<IApprovedAct>(provider => provider.GetRequiredService<ArmDesk>());
}
