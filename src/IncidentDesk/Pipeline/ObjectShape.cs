using System.Text.Json;

namespace IncidentDesk.Pipeline;

/// <summary>The fields of a record: which there are, which must be there, and how to make it of them.</summary>
internal sealed class ObjectShape : Shape
{
    private readonly Field[] fields;
    private readonly Func<object?[], object> make;

    public ObjectShape(Type type)
    {
        (fields, make) = RecordPlan.Of(type);
        if (fields.Length > 64)
            throw new NotSupportedException($"{type} has more than 64 fields.");
    }

    public bool NeedsNothing => Array.TrueForAll(fields, one => !one.Required);

    public override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            return Wrong(ref json, walk, Kind.Fields);
        var values = new object?[fields.Length];
        var present = ReadFields(ref json, walk, values);
        for (var n = 0; n < fields.Length; n++)
        {
            // Null counts as absent; what was there and refused has its fault already.
            if (fields[n].Required && (present & 1UL << n) == 0)
            {
                walk.Enter(fields[n].Name);
                walk.Refuse("required");
                walk.Leave();
            }
            values[n] ??= fields[n].Default;
        }
        return walk.IsGood ? make(values) : null;
    }

    private ulong ReadFields(ref Utf8JsonReader json, Walk walk, object?[] values)
    {
        ulong seen = 0, present = 0;
        var expected = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var n = Find(ref json, expected);
            if (n < 0)
            {
                SkipField(ref json, walk, NameOf(ref json), "unknown-field");
                continue;
            }
            expected = n + 1;
            var bit = 1UL << n;
            if ((seen & bit) != 0)
            {
                SkipField(ref json, walk, fields[n].Name, "duplicate-field");
                continue;
            }
            seen |= bit;
            walk.Enter(fields[n].Name);
            json.Read();
            if (json.TokenType != JsonTokenType.Null)
            {
                present |= bit;
                values[n] = fields[n].Shape.Read(ref json, walk);
            }
            walk.Leave();
        }
        return present;
    }

    private static void SkipField(ref Utf8JsonReader json, Walk walk, string name, string code)
    {
        walk.Enter(name);
        walk.Refuse(code);
        json.Read();
        json.Skip();
        walk.Leave();
    }

    // Most clients send the fields in the order of the document, so the one after the last is tried first.
    private int Find(ref Utf8JsonReader json, int expected)
    {
        if (json.ValueIsEscaped)
        {
            var name = NameOf(ref json);
            return Array.FindIndex(fields, field => field.Name == name);
        }
        for (var step = 0; step < fields.Length; step++)
        {
            var n = expected + step;
            n = n >= fields.Length ? n - fields.Length : n;
            if (json.ValueTextEquals(fields[n].NameUtf8))
                return n;
        }
        return -1;
    }

    private static string NameOf(ref Utf8JsonReader json)
    {
        try
        {
            return WireText.Shown(json.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}

/// <summary>One field of a record.</summary>
internal sealed record Field(string Name, byte[] NameUtf8, Shape Shape, bool Required, object? Default);
