using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IncidentDesk.Reference;

/// <summary>On which line of a JSON text a path stands: a fault is mended faster where an editor can jump to it.</summary>
internal static class JsonLines
{
    /// <returns>The line of the deepest part of the path that is there, counted from 1.</returns>
    public static int Find(string text, string path) => In(text)(path);

    /// <summary>The same for many paths of one text, which is read once.</summary>
    public static Func<string, int> In(string text)
    {
        var lines = Of(text);
        return path => Deepest(lines, path);
    }

    private static int Deepest(Dictionary<string, int> lines, string path)
    {
        for (var known = path; ; known = known[..known.LastIndexOf('/')])
            if (lines.TryGetValue(known, out var line))
                return line;
            else if (known.LastIndexOf('/') < 0)
                return 1;
    }

    private static Dictionary<string, int> Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(bytes);
        var (at, line) = (0L, 1);
        var places = new Stack<Place>();
        try
        {
            while (reader.Read())
            {
                for (; at < reader.TokenStartIndex; at++)
                    line += bytes[at] == '\n' ? 1 : 0;
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    places.Peek().Name = reader.GetString()!;
                    lines.TryAdd(PathOf(places), line);
                    continue;
                }
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    places.Pop();
                    continue;
                }
                if (places.TryPeek(out var inside) && inside.IsList)
                    inside.Name = (++inside.Count - 1).ToString(CultureInfo.InvariantCulture);
                lines.TryAdd(PathOf(places), line);
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    places.Push(new(reader.TokenType == JsonTokenType.StartArray));
            }
        }
        catch (JsonException)
        {
            // What is no JSON is told with the place at which reading stopped.
        }
        return lines;
    }

    private static string PathOf(Stack<Place> places) => string.Concat(places.Reverse().Select(place => "/" + place.Name));

    private sealed class Place(bool isList)
    {
        public bool IsList => isList;

        public int Count { get; set; }

        public string Name { get; set; } = "";
    }
}
