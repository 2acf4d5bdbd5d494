using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations.Watch;

namespace IncidentDesk.Scenarios;

/// <summary>The reviews of scenarios, their mails and their clock, wired.</summary>
public static class ScenarioRegistration
{
    public static IServiceCollection AddScenarios(this IServiceCollection services) => services
        .AddSingleton<ScenarioNoting>().AddSingleton<ScenarioMails>().AddSingleton<ScenarioTelling>().AddSingleton<IScribe, ScenarioScribe>().AddWatchedLoop<ScenarioClock>();
}
