using System.Text.Json.Serialization;

namespace IncidentDesk.Rules.Scenarios;

/// <summary>What of a system its response scenario is built on: how it is protected, who runs it, from where it is reached, who helps, and what it runs. Names are for readers alone.</summary>
/// <param name="Providers">Whose commitment holds today and covers the system.</param>
/// <param name="Products">Empty: nobody has said what it runs, or <paramref name="ProductsSaid"/>.</param>
/// <param name="Host">Who runs or hosts it; empty: the agency itself; null: it was not noted.</param>
/// <param name="Exposure">internal or internet; null: it was not noted.</param>
/// <param name="ProductsSaid">The products are empty because they were emptied. Stored only where it is so: what was noted before reads as it did.</param>
public sealed record ScenarioFacts(
    long Level, IReadOnlyList<ScenarioProvider> Providers, IReadOnlyList<ScenarioProduct> Products, string? Host = null, string? Exposure = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool ProductsSaid = false)
{
    /// <summary>Somebody has said what it runs, be it that it runs nothing any more.</summary>
    public bool KnowsProducts() => ProductsSaid || Products.Count > 0;
}

public sealed record ScenarioProvider(string Id, string Name);

/// <param name="Key">By which a product is known, however its name is spelt.</param>
public sealed record ScenarioProduct(string Key, string Name, string Version);
