using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentDesk.Reference;

/// <summary>The reference files by name ("nciss.json", "rules/vn-nd331.json"), as they lie under db/reference/.</summary>
internal sealed class ReferenceFiles(IReadOnlyDictionary<string, string> texts)
{
    private const string Prefix = "reference/";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly List<ReferenceFault> faults = [];

    public IReadOnlyList<ReferenceFault> Faults => faults;

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
            faults.Add(new(name, "", "is no valid JSON: " + broken.Message));
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
