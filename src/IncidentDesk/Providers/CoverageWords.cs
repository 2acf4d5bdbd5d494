using IncidentDesk.Rules.Providers;
using IncidentDesk.Shell;

namespace IncidentDesk.Providers;

/// <summary>What is wrong with an agency's cover, in words and days; the page and the mail say the same.</summary>
public static class CoverageWords
{
    public static string Of(CoverageFinding finding, Language language) => (finding.Kind, finding.From, finding.To) switch
    {
        (Coverage.Ending, { } last, _) => Texts.ProviderEndingOn.In(language, Times.Day(last, language)),
        (_, { } from, { } to) => Texts.ProviderGapDays.In(language, Times.Day(from, language), Times.Day(to, language)),
        (_, { } from, null) => Texts.ProviderGapOpen.In(language, Times.Day(from, language)),
        (_, null, { } to) => Texts.ProviderUntilFirst.In(language, Times.Day(to, language)),
        _ => Texts.ProviderNobodyYet.In(language),
    };
}
