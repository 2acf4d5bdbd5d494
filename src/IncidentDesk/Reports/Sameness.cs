using System.Text.Json;

namespace IncidentDesk.Reports;

/// <summary>Compares two reports in their normal form and names the places that differ, as JSON Pointers (RFC 6901).</summary>
public static class Sameness
{
    private const int MostNamed = 50;

    public static IReadOnlyList<string> PathsThatDiffer(string earlier, string later)
    {
        if (earlier == later)
            return [];
        using var one = JsonDocument.Parse(earlier);
        using var other = JsonDocument.Parse(later);
        var paths = new List<string>();
        Compare(one.RootElement, other.RootElement, "", paths);
        return paths;
    }

    private static void Compare(JsonElement one, JsonElement other, string path, List<string> paths)
    {
        if (paths.Count >= MostNamed || JsonElement.DeepEquals(one, other))
            return;
        if (one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
            CompareFields(one, other, path, paths);
        else if (one.ValueKind == JsonValueKind.Array && other.ValueKind == JsonValueKind.Array
            && one.GetArrayLength() == other.GetArrayLength())
            CompareItems(one, other, path, paths);
        else
            paths.Add(path);
    }

    private static void CompareFields(JsonElement one, JsonElement other, string path, List<string> paths)
    {
        foreach (var field in one.EnumerateObject())
            if (other.TryGetProperty(field.Name, out var counterpart))
                Compare(field.Value, counterpart, $"{path}/{field.Name}", paths);
            else
                paths.Add($"{path}/{field.Name}");
        foreach (var field in other.EnumerateObject())
            if (!one.TryGetProperty(field.Name, out _))
                paths.Add($"{path}/{field.Name}");
    }

    private static void CompareItems(JsonElement one, JsonElement other, string path, List<string> paths)
    {
        for (var index = 0; index < one.GetArrayLength(); index++)
            Compare(one[index], other[index], $"{path}/{index}", paths);
    }
}
