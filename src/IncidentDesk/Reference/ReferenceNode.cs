using System.Globalization;
using System.Text.Json;
using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>One object of a reference file. What is wrong is noted with its path and reading goes on, so that all faults
/// come to light at once; what could not be read is an empty value that never leaves the reader.</summary>
internal sealed class ReferenceNode(JsonElement element, string file, string path, List<ReferenceFault> faults)
{
    public string File => file;

    /// <summary>False once the file has a fault: nothing may be built from half-read parts.</summary>
    public bool Sound => !faults.Exists(fault => fault.File == file);

    public void Fault(string member, string message) =>
        faults.Add(new(file, member.Length > 0 ? $"{path}/{member}" : path, message));

    /// <summary>Refuses every member that is not named: a misspelt one would otherwise be a rule silently lost.</summary>
    public ReferenceNode Only(params string[] members)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Fault("", "must be an object");
            return this;
        }

        foreach (var member in element.EnumerateObject())
            if (!members.Contains(member.Name))
                Fault(member.Name, "is not known here");
        return this;
    }

    public string Text(string member)
    {
        if (TextOrNull(member) is { } text)
            return text;

        if (Member(member) is null or { ValueKind: JsonValueKind.Null })
            Fault(member, "is missing");
        return "";
    }

    public string? TextOrNull(string member)
    {
        if (Member(member) is not { ValueKind: not JsonValueKind.Null } value)
            return null;

        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString();
        Fault(member, "must be a text that is not empty");
        return null;
    }

    public string Word(string member, IEnumerable<string> known)
    {
        var word = Text(member);
        if (word.Length > 0 && !known.Contains(word))
            Fault(member, $"'{word}' is unknown; known are {string.Join(", ", known)}");
        return word;
    }

    public string? WordOrNull(string member, IEnumerable<string> known) =>
        TextOrNull(member) is null ? null : Word(member, known);

    public long Whole(string member, long least = 0)
    {
        if (Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number >= least)
            return number;
        Fault(member, $"must be a whole number of at least {least}");
        return least;
    }

    public int Small(string member, int least = 0)
    {
        var number = Whole(member, least);
        if (number <= 100_000)
            return (int)number;
        Fault(member, "must be at most 100000");
        return least;
    }

    public decimal Score(string member)
    {
        if (Member(member) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var score) && score is >= 0 and <= 100)
            return score;
        Fault(member, "must be a number from 0 to 100");
        return 0;
    }

    public bool Flag(string member)
    {
        if (Member(member) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value)
            return value.GetBoolean();
        Fault(member, "must be true or false");
        return false;
    }

    public DateOnly? DateOrNull(string member)
    {
        if (TextOrNull(member) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and < 3000)
            return day;
        Fault(member, "must be a day such as 2026-08-19");
        return null;
    }

    public bool Has(string member) => Member(member) is { ValueKind: not JsonValueKind.Null };

    public ReferenceNode? Child(string member)
    {
        if (Member(member) is { ValueKind: JsonValueKind.Object } child)
            return new(child, file, $"{path}/{member}", faults);
        Fault(member, "must be an object");
        return null;
    }

    public List<ReferenceNode> Items(string member, bool mayBeEmpty = false, bool mayBeAbsent = false)
    {
        if (mayBeAbsent && !Has(member))
            return [];
        if (Member(member) is { ValueKind: JsonValueKind.Array } array && (mayBeEmpty || array.GetArrayLength() > 0))
            return [.. array.EnumerateArray().Select((item, n) => new ReferenceNode(item, file, $"{path}/{member}/{n}", faults))];
        Fault(member, mayBeEmpty ? "must be a list" : "must be a list that is not empty");
        return [];
    }

    /// <param name="known">Null when the list of known words is itself at fault: that fault is enough.</param>
    public string[] Words(string member, IEnumerable<string>? known)
    {
        var words = Items(member).ConvertAll(item => item.Itself());
        for (var n = 0; known is not null && n < words.Count; n++)
            if (!known.Contains(words[n]))
                Fault($"{member}/{n}", $"'{words[n]}' is unknown; known are {string.Join(", ", known)}");
        return [.. words];
    }

    /// <summary>A list of texts, which may be empty.</summary>
    public IEnumerable<string> Texts(string member) => Items(member, mayBeEmpty: true).ConvertAll(item => item.Itself());

    public IEnumerable<string> MemberNames() =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(member => member.Name) : [];

    public Bilingual Bilingual() => new(Text("en"), Text("vi"));

    /// <param name="zone">Whose days they are; null: Vietnamese ones.</param>
    public Validity Validity(TimeZoneInfo? zone = null)
    {
        var (from, to) = (DateOrNull("validFrom"), DateOrNull("validTo"));
        if (from > to)
            Fault("validTo", "lies before validFrom");
        return new(from, to, zone);
    }

    /// <summary>Where it was read and how sure that is: asked of every entry that states a fact of the field.</summary>
    public (string Source, string Sureness) Provenance() => (Text("source"), Word("sureness", Rules.Words.SurenessWords));

    /// <summary>What a member says, without asking whether it may: the reading itself tells that.</summary>
    public string Peek(string member) => Member(member) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>What each item of a list says under a member, without asking whether it may; empty where it says nothing.</summary>
    public IReadOnlyList<string> PeekEach(string list, string member) => Member(list) is { ValueKind: JsonValueKind.Array } items
        ? [.. items.EnumerateArray().Select(item => new ReferenceNode(item, file, path, faults).Peek(member))]
        : [];

    /// <summary>Every role that stands under "recipients", of whatever jurisdiction.</summary>
    public IEnumerable<string> Recipients() => Member("recipients") is not { ValueKind: JsonValueKind.Object } all
        ? []
        : all.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Array).SelectMany(one => one.Value.EnumerateArray())
            .Where(role => role.ValueKind == JsonValueKind.String).Select(role => role.GetString()!);

    private string Itself() => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private JsonElement? Member(string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) ? value : null;
}
