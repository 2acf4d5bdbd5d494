using System.Collections.Frozen;

namespace IncidentDesk.Rules.Triage;

/// <summary>The NCISS weights and options; which figures they are is each organisation's own choice.</summary>
public sealed class ScoreModel(IReadOnlyList<ScoreCategory> categories)
{
    public IReadOnlyList<ScoreCategory> Categories { get; } = categories;

    /// <summary>The weighted sum when every category takes its least value.</summary>
    public int Lowest { get; } = categories.Sum(category => category.Weight * category.Options.Min(option => option.Value));

    /// <summary>The weighted sum when every category takes its greatest value.</summary>
    public int Highest { get; } = categories.Sum(category => category.Weight * category.Options.Max(option => option.Value));
}

/// <summary>One question of the score.</summary>
/// <param name="whenAbsent">The option that stands for an absent fact; null when there is then no score.</param>
public sealed class ScoreCategory(
    string word, int weight, string? whenAbsent, Bilingual name, IReadOnlyList<ScoreOption> options)
{
    private readonly FrozenDictionary<string, ScoreOption> byWord =
        options.ToFrozenDictionary(option => option.Word, StringComparer.Ordinal);

    public string Word { get; } = word;
    public int Weight { get; } = weight;
    public string? WhenAbsent { get; } = whenAbsent;
    public Bilingual Name { get; } = name;
    public IReadOnlyList<ScoreOption> Options { get; } = options;

    public ScoreOption? Choose(string? fact) => (fact ?? WhenAbsent) is { } chosen
        ? byWord.GetValueOrDefault(chosen) ?? throw new ArgumentException($"'{chosen}' is no option of {Word}.", nameof(fact))
        : null;
}

public sealed record ScoreOption(string Word, int Value, Bilingual Name);
