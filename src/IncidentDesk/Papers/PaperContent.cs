using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Papers;

namespace IncidentDesk.Papers;

/// <summary>
/// What one version of a paper is: the answers, and the letter as it is printed. Written once in one way, so that its SHA-256 names exactly what a second person read.
/// </summary>
public sealed record PaperContent(string Form, IReadOnlyList<PaperContent.Answer> Answers, Letter Letter)
{
    public sealed record Answer(string Code, string Value);

    public static PaperContent Of(PaperForm form, IReadOnlyDictionary<string, string> values, string mark, bool isDrill, string about) => new(
        form.Code, [.. values.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => new Answer(one.Key, one.Value))],
        LetterWriting.Write(form, values, mark, isDrill, about));

    public static PaperContent FromJson(string json) => JsonSerializer.Deserialize<PaperContent>(json, Json.Options)!;

    public IReadOnlyDictionary<string, string> Values => Answers.ToDictionary(one => one.Code, one => one.Value, StringComparer.Ordinal);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
