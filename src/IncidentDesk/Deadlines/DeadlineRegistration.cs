using IncidentDesk.Deadlines.Letters;
using IncidentDesk.Deadlines.Recomputing;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Deadlines;

/// <summary>The law's clocks, wired.</summary>
public static class DeadlineRegistration
{
    public static IServiceCollection AddDeadlines(this IServiceCollection services) => services
        .AddSingleton<ClockRows>().AddSingleton<Firing>().AddSingleton<ReminderTelling>().AddSingleton<IScribe, ReminderScribe>()
        .AddSingleton<Recomputation>().AddHostedService<RulesAtStart>().AddWatchedLoop<DeadlineClock>();
}
