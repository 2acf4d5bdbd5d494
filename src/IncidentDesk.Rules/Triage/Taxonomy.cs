using System.Collections.Frozen;

namespace IncidentDesk.Rules.Triage;

/// <summary>The classes and values that a category may be (RSIT): "class/value", or "class" alone.</summary>
public sealed class Taxonomy(string version, IReadOnlyList<IncidentClass> classes)
{
    private readonly FrozenDictionary<string, Category> byWord = classes.SelectMany(Category.Of)
        .ToFrozenDictionary(category => category.Word, StringComparer.Ordinal);

    public string Version { get; } = version;

    public IReadOnlyList<IncidentClass> Classes { get; } = classes;

    public Category? Find(string category) => byWord.GetValueOrDefault(category);
}

public sealed record IncidentClass(string Word, Bilingual Name, IReadOnlyList<IncidentValue> Values);

public sealed record IncidentValue(string Word, Bilingual Name);

/// <summary>One category as reports name it.</summary>
public sealed record Category(string Word, string Class, string? Value, Bilingual ClassName, Bilingual Name)
{
    /// <summary>A test never leaves the desk and never opens an obligation.</summary>
    public bool IsTest { get; } = Class == "test";

    internal static IEnumerable<Category> Of(IncidentClass known)
    {
        yield return new(known.Word, known.Word, null, known.Name, known.Name);
        foreach (var value in known.Values)
            yield return new($"{known.Word}/{value.Word}", known.Word, value.Word, known.Name,
                new($"{known.Name.En} / {value.Name.En}", $"{known.Name.Vi} / {value.Name.Vi}"));
    }
}
