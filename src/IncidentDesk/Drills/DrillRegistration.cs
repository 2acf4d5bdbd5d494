using IncidentDesk.Delivery.Letters;

namespace IncidentDesk.Drills;

/// <summary>The mails of drills, wired.</summary>
public static class DrillRegistration
{
    public static IServiceCollection AddDrills(this IServiceCollection services) => services.AddSingleton<DrillMails>().AddSingleton<IScribe, DrillScribe>();
}
