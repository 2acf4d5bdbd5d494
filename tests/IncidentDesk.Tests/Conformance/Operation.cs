using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentDesk.Tests.Conformance;

/// <summary>One operation as the API document describes it.</summary>
/// <param name="Query">The names of its query parameters.</param>
/// <param name="Body">The schema of its JSON body; null where it takes none.</param>
internal sealed partial record Operation(string Method, string Path, IReadOnlyList<string> Query, JsonObject? Body)
{
    private static JsonObject schemas = [];

    public static IReadOnlyList<Operation> Of(JsonObject document)
    {
        schemas = (JsonObject)document["components"]!["schemas"]!;
        return [.. ((JsonObject)document["paths"]!).SelectMany(path => ((JsonObject)path.Value!)
            .Where(operation => operation.Value is JsonObject && operation.Key is "get" or "put" or "post" or "delete")
            .Select(operation => Of(operation.Key.ToUpperInvariant(), path.Key, (JsonObject)operation.Value!)))];
    }

    /// <summary>The schema behind a reference.</summary>
    public static JsonObject Resolve(JsonObject schema)
    {
        for (var hops = 0; hops < 8; hops++)
            if (schema["$ref"] is { } to)
                schema = (JsonObject)schemas[((string)to!).Split('/')[^1]]!;
            else if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray several && several.OfType<JsonObject>().FirstOrDefault(one => (string?)one["type"] != "null") is { } only)
                schema = only;
            else
                break;
        return schema;
    }

    /// <param name="id">In the place of each parameter, already escaped.</param>
    public string At(string id) => Parameter().Replace(Path, id);

    private static Operation Of(string method, string path, JsonObject described) => new(
        method, path,
        [.. (described["parameters"] as JsonArray ?? []).OfType<JsonObject>().Where(one => (string?)one["in"] == "query").Select(one => (string)one["name"]!)],
        described["requestBody"]?["content"]?["application/json"]?["schema"] as JsonObject);

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Parameter();
}
