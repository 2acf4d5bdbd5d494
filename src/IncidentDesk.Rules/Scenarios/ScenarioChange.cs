using System.Globalization;

namespace IncidentDesk.Rules.Scenarios;

/// <summary>
/// One thing about a system that is not as its response scenario knew it. A list that was saved anew as it was, another spelling of a name, or the next contract of the same provider is no
/// change, nor is a fact that is said for the first time. Pure: the same two states give the same changes in the same order.
/// </summary>
/// <param name="Kind">new-system, level, host, exposure, provider or product.</param>
/// <param name="Subject">The product's name; null where <paramref name="Was"/> and <paramref name="Became"/> say all.</param>
/// <param name="Was">Null: it was not there before, and of a host: the agency ran it itself; for a product its versions.</param>
/// <param name="Became">Null: it is there no more, and of a host: the agency runs it itself.</param>
public sealed record ScenarioChange(string Kind, string? Subject, string? Was, string? Became)
{
    public const string NewSystem = "new-system", Level = "level", Host = "host", Exposure = "exposure", Provider = "provider", Product = "product";

    public static readonly IReadOnlyList<string> Kinds = [NewSystem, Level, Host, Exposure, Provider, Product];

    /// <summary>A new system of this level and above has no scenario yet and needs one.</summary>
    public const long LeastNew = 3;

    /// <param name="before">Null: the system is new.</param>
    public static IReadOnlyList<ScenarioChange> Between(ScenarioFacts? before, ScenarioFacts after) =>
        before is not null ? [.. Levels(before, after), .. Hosts(before, after), .. Exposures(before, after), .. Providers(before, after), .. Products(before, after)]
        : after.Level >= LeastNew ? [new(NewSystem, null, null, Word(after.Level))]
        : [];

    private static IEnumerable<ScenarioChange> Levels(ScenarioFacts before, ScenarioFacts after) =>
        before.Level == after.Level ? [] : [new(Level, null, Word(before.Level), Word(after.Level))];

    private static IEnumerable<ScenarioChange> Hosts(ScenarioFacts before, ScenarioFacts after) =>
        before.Host is not { } was || after.Host is not { } became || string.Equals(was.Trim(), became.Trim(), StringComparison.OrdinalIgnoreCase) ? []
        : [new(Host, null, OrNull(was), OrNull(became))];

    private static IEnumerable<ScenarioChange> Exposures(ScenarioFacts before, ScenarioFacts after) =>
        before.Exposure is not { } was || after.Exposure is not { } became || was == became ? [] : [new(Exposure, null, was, became)];

    private static IEnumerable<ScenarioChange> Providers(ScenarioFacts before, ScenarioFacts after) =>
    [
        .. OnlyIn(before, after).Select(one => new ScenarioChange(Provider, null, one.Name, null)),
        .. OnlyIn(after, before).Select(one => new ScenarioChange(Provider, null, null, one.Name)),
    ];

    private static IEnumerable<ScenarioProvider> OnlyIn(ScenarioFacts one, ScenarioFacts other) =>
        one.Providers.ExceptBy(other.Providers.Select(provider => provider.Id), provider => provider.Id);

    private static IEnumerable<ScenarioChange> Products(ScenarioFacts before, ScenarioFacts after)
    {
        // A list that is said for the first time is knowledge, not change; what comes after one that was emptied is a change.
        if (!before.KnowsProducts())
            yield break;
        var (were, are) = (before.Products.ToLookup(one => one.Key), after.Products.ToLookup(one => one.Key));
        foreach (var key in were.Concat(are).Select(one => one.Key).Distinct().Order(StringComparer.Ordinal))
        {
            var (was, became) = (Versions(were[key]), Versions(are[key]));
            if (!was.SequenceEqual(became))
                yield return new(Product, (are[key].FirstOrDefault() ?? were[key].First()).Name, Said(was), Said(became));
        }
    }

    private static List<string> Versions(IEnumerable<ScenarioProduct> products) => [.. products.Select(one => one.Version).Distinct().Order(StringComparer.Ordinal)];

    private static string? Said(List<string> versions) => versions.Count == 0 ? null : string.Join(", ", versions);

    private static string? OrNull(string host) => string.IsNullOrWhiteSpace(host) ? null : host.Trim();

    private static string Word(long level) => level.ToString(CultureInfo.InvariantCulture);
}
