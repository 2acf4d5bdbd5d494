using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentDesk.Reference;

/// <summary>The reference files by name ("nciss.json", "rules/vn-nd331.json"), as they lie under db/reference/.</summary>
internal sealed class ReferenceFiles(IReadOnlyDictionary<string, string> texts)
{
    // Own: where a file of the operator's stands whose name a shipped one has that it does not take the place of.
    private const string Prefix = "reference/", Rules = "rules/", Forms = "forms/", Own = "own/";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly List<ReferenceFault> faults = [];

    private readonly Lazy<Dictionary<string, string>> shipped = new(Embedded);

    /// <summary>In the order in which they were found, each with its line.</summary>
    public IReadOnlyList<ReferenceFault> Faults => [.. faults.Select(fault =>
        fault.Line == 1 && texts.TryGetValue(fault.File, out var text) ? fault with { Line = JsonLines.Find(text, fault.Path) } : fault)];

    /// <summary>Finds the lines of many paths of one file.</summary>
    public Func<string, int> LinesOf(string name) => JsonLines.In(texts[name]);

    /// <summary>True where the text is the program's own, byte for byte.</summary>
    public bool IsShipped(string name) => shipped.Value.TryGetValue(name, out var own) && own == texts[name];

    public bool AnyFault => faults.Count > 0;

    /// <summary>The files inside the program, so that it runs from any working directory.</summary>
    public static Dictionary<string, string> Embedded()
    {
        var assembly = typeof(ReferenceFiles).Assembly;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            texts[name[Prefix.Length..].Replace('\\', '/')] = reader.ReadToEnd();
        }

        return texts;
    }

    /// <summary>
    /// The files inside the program with the rule packs and the forms of two directories: a pack whose code is known takes the shipped one's place, another is added. What a
    /// file is called replaces nothing, and two of a directory that have one code both stay: that is a fault of theirs. Which form of one code counts when is a matter of
    /// their days (<see cref="FormFiles"/>).
    /// </summary>
    /// <exception cref="IOException">A directory cannot be read.</exception>
    public static Dictionary<string, string> With(string? rules, string? forms)
    {
        var texts = Embedded();
        var own = In(rules);
        var codes = own.Select(pack => CodeOf(pack.Text)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var shipped in texts.Keys.Where(name => name.StartsWith(Rules, StringComparison.Ordinal)).ToList())
            if (CodeOf(texts[shipped]) is { } code && codes.Contains(code))
                texts.Remove(shipped);
        Add(texts, Rules, own);
        Add(texts, Forms, In(forms));
        return texts;
    }

    private static List<(string Name, string Text)> In(string? directory) => directory is null
        ? []
        : [.. Directory.EnumerateFiles(directory, "*.json").Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];

    private static void Add(Dictionary<string, string> texts, string folder, IReadOnlyList<(string Name, string Text)> own)
    {
        foreach (var (name, text) in own)
            texts[texts.ContainsKey(folder + name) ? folder + Own + name : folder + name] = text;
    }

    private static string? CodeOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("code", out var code)
                && code.ValueKind == JsonValueKind.String ? code.GetString() : null;
        }
        catch (JsonException)
        {
            // Told as a fault when it is read as a pack.
            return null;
        }
    }

    public IEnumerable<string> Under(string folder) => texts.Keys
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public ReferenceNode? Open(string name)
    {
        if (!texts.TryGetValue(name, out var text))
        {
            faults.Add(new(name, "", "is missing"));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return new(document.RootElement.Clone(), name, "", faults);
        }
        catch (JsonException broken)
        {
            faults.Add(new(name, "", "is no valid JSON: " + broken.Message) { Line = (int)(broken.LineNumber ?? 0) + 1 });
            return null;
        }
    }

    /// <summary>Changes with every byte of every file, so that no edited rule goes by the version of another.</summary>
    public string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, text) in texts.OrderBy(file => file.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text.Length}\n{text}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
