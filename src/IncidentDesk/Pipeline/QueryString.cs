using System.Globalization;
using System.Text;

namespace IncidentDesk.Pipeline;

/// <summary>
/// Reads the query of a list strictly: ask for what the door knows, then <see cref="Done"/> refuses everything else, and all
/// faults at once.
/// </summary>
public sealed class QueryString
{
    private readonly IQueryCollection query;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> filters = new(StringComparer.Ordinal);
    private readonly List<Fault> faults = [];

    private readonly IReadOnlyList<string>? named;

    private QueryString(IQueryCollection query, IReadOnlyList<string>? named) => (this.query, this.named) = (query, named);

    public static QueryString Of(HttpRequest request) => new(
        request.Query,
        request.HttpContext.GetEndpoint() is { } door && request.Path.StartsWithSegments("/api") ? door.Metadata.GetMetadata<QueryNames>()?.Names ?? [] : null);

    /// <summary>What filters the list, in one canonical text: what a cursor is bound to. Complete after everything was read.</summary>
    public string Filters => string.Join('&', filters.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));

    /// <summary>Null when absent or empty. NFC, without control characters.</summary>
    public string? Text(string name, int atMost = 200)
    {
        var text = Raw(name);
        if (text is null)
            return null;
        if (!WireText.TryClean(text, out var clean))
            return Refuse<string>(name, "forbidden-character");
        if (WireText.LongerThan(clean, atMost))
            return Refuse<string>(name, "too-long", atMost);
        return Keep(name, clean);
    }

    /// <summary>One word of a closed list; null when absent.</summary>
    public string? Word(string name, params IReadOnlyCollection<string> allowed)
    {
        var word = Raw(name);
        if (word is null || allowed.Contains(word))
            return Keep(name, word);
        return Refuse<string>(name, "not-in-list", [.. allowed]);
    }

    /// <summary>Words of a closed list, separated by commas; empty when absent.</summary>
    public IReadOnlyList<string> Words(string name, params IReadOnlyCollection<string> allowed)
    {
        var words = Raw(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (!words.All(allowed.Contains))
            return Refuse<IReadOnlyList<string>>(name, "not-in-list", [.. allowed]) ?? [];
        words = [.. words.Distinct().Order(StringComparer.Ordinal)];
        Keep(name, words.Length == 0 ? null : string.Join(',', words));
        return words;
    }

    public DateTimeOffset? Instant(string name)
    {
        var text = Raw(name);
        if (text is null)
            return null;
        // An unescaped + of an offset arrives as a blank; no RFC 3339 instant has one there.
        if (!Instants.TryRead(text.Replace(' ', '+'), out var instant))
        {
            Refuse<string>(name, "bad-format", Instants.Example);
            return null;
        }
        Keep(name, Instants.Write(instant));
        return instant;
    }

    /// <summary>true or false; null when absent.</summary>
    public bool? Flag(string name) => Word(name, "true", "false") switch { "true" => true, "false" => false, _ => null };

    public Guid? Id(string name)
    {
        var text = Raw(name);
        if (text is null)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
        {
            Keep(name, text);
            return id;
        }
        Refuse<string>(name, "bad-format", "0193d8a0-0000-7000-8000-000000000000");
        return null;
    }

    public long? Number(string name, long least, long most)
    {
        var text = Raw(name);
        if (text is null)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            Keep(name, text);
            return number;
        }
        Refuse<string>(name, "out-of-range", least, most);
        return null;
    }

    /// <summary>How many rows a page has: 50, at most 200.</summary>
    public int Limit()
    {
        var limit = Number("limit", 1, 200);
        filters.Remove("limit");
        return (int)(limit ?? 50);
    }

    /// <summary>The cursor as it came, for <see cref="Pipeline.Cursor.Read"/>.</summary>
    public string? Cursor() => Raw("cursor");

    /// <summary>Adds a fault that the door found itself.</summary>
    public void Refuse(Fault fault) => faults.Add(fault);

    /// <exception cref="RefusedException">Something was wrong, unknown, or given twice.</exception>
    public void Done()
    {
        // Names are compared as they are written: the framework would take LIMIT for limit.
        foreach (var name in query.Keys.Where(name => !known.Contains(name)).Take(50))
            faults.Add(Faults.At("?" + WireText.Shown(name), "unknown-field"));
        if (faults.Count > 0)
            throw new RefusedException(Problems.Validation(faults));
    }

    private string? Raw(string name)
    {
        if (named?.Contains(name) == false)
            throw new InvalidOperationException($"The door reads ?{name} and does not say so: add it to its Lists(...) or Asks(...).");
        known.Add(name);
        var values = query[name];
        if (values.Count > 1)
            return Refuse<string>(name, "duplicate-field");
        return string.IsNullOrEmpty(values) ? null : values.ToString();
    }

    private string? Keep(string name, string? value)
    {
        if (value is not null)
            filters[name] = value;
        return value;
    }

    private T? Refuse<T>(string name, string code, params object[] arguments) where T : class
    {
        faults.Add(Faults.At("?" + name, code, arguments));
        return null;
    }
}
