using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Shell;

namespace IncidentDesk.Scenarios;

/// <summary>What changed, from what to what, as people read it.</summary>
public static class ScenarioWords
{
    public static string Of(ScenarioReviewView.Change change, Language language) => (change.Kind, change.Was, change.Became) switch
    {
        (ScenarioChange.NewSystem, _, { } level) => Texts.ScenarioNewSystem.In(language, level),
        (ScenarioChange.Level, { } was, { } became) => Texts.ScenarioLevelChanged.In(language, was, became),
        (ScenarioChange.Host, var was, var became) => Texts.ScenarioHostChanged.In(language, HostOf(was, language), HostOf(became, language)),
        (ScenarioChange.Exposure, { } was, { } became) => Texts.ScenarioExposureChanged.In(
            language, Texts.Say(Texts.SystemExposures, was, language), Texts.Say(Texts.SystemExposures, became, language)),
        (ScenarioChange.Provider, null, { } name) => Texts.ScenarioProviderCame.In(language, name),
        (ScenarioChange.Provider, { } name, _) => Texts.ScenarioProviderLeft.In(language, name),
        (_, null, { } versions) => Texts.ScenarioProductCame.In(language, change.Subject ?? "", versions),
        (_, { } versions, null) => Texts.ScenarioProductLeft.In(language, change.Subject ?? "", versions),
        (_, var was, var became) => Texts.ScenarioProductChanged.In(language, change.Subject ?? "", was ?? "", became ?? ""),
    };

    private static string HostOf(string? host, Language language) => host ?? Texts.ScenarioOwnHost.In(language);
}
