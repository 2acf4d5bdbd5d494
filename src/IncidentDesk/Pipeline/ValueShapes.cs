using System.Globalization;
using System.Text.Json;
using IncidentDesk.Rules.Sharing;

namespace IncidentDesk.Pipeline;

/// <summary>Any text of any body. The stamp of a state secret is refused here, so that no door can forget to.</summary>
internal sealed class TextShape : Shape
{
    public override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.String)
            return Wrong(ref json, walk, Kind.Text);
        if (!TryGet(ref json, out var text))
        {
            walk.Refuse("forbidden-character");
            return null;
        }
        if (!StateSecretMarking.IsIn(text))
            return text;
        walk.Refuse("state-secret-marking");
        return null;
    }

    public static bool TryGet(ref Utf8JsonReader json, out string text)
    {
        try
        {
            return WireText.TryClean(json.GetString()!, out text);
        }
        catch (InvalidOperationException)
        {
            // The reader's way of saying that an escape is half a surrogate pair.
            text = "";
            return false;
        }
    }
}

internal sealed class FlagShape : Shape
{
    private static readonly object True = true, False = false;

    public override object? Read(ref Utf8JsonReader json, Walk walk) => json.TokenType switch
    {
        JsonTokenType.True => True,
        JsonTokenType.False => False,
        _ => Wrong(ref json, walk, Kind.TrueOrFalse),
    };
}

/// <summary>1.0 and 1e3 are refused: what is a count is written as one.</summary>
internal sealed class WholeNumberShape(long least, long most, Func<long, object> box) : Shape
{
    public override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.Number)
            return Wrong(ref json, walk, Kind.WholeNumber);
        if (json.TryGetInt64(out var number) && number >= least && number <= most)
            return box(number);
        if (json.ValueSpan.ContainsAny(".eE"u8))
            walk.Refuse("wrong-type", Kind.WholeNumber);
        else
            walk.Refuse("out-of-range", least, most);
        return null;
    }
}

internal sealed class DecimalShape : Shape
{
    public override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.Number)
            return Wrong(ref json, walk, Kind.Number);
        if (json.TryGetDecimal(out var number))
            return number;
        walk.Refuse("out-of-range");
        return null;
    }
}

/// <summary>A text that is read into something else; <paramref name="example"/> shows how to write it.</summary>
internal abstract class WrittenShape(Kind kind, string example) : Shape
{
    public sealed override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.String)
            return Wrong(ref json, walk, kind);
        if (TextShape.TryGet(ref json, out var text) && Parse(text) is { } value)
            return value;
        walk.Refuse("bad-format", example);
        return null;
    }

    protected abstract object? Parse(string text);
}

internal sealed class InstantShape() : WrittenShape(Kind.Instant, Instants.Example)
{
    protected override object? Parse(string text) => Instants.TryRead(text, out var instant) ? instant : null;
}

internal sealed class DateShape() : WrittenShape(Kind.Text, "2026-11-20")
{
    protected override object? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

internal sealed class IdShape() : WrittenShape(Kind.Text, "0193a5c2-7b1e-7c3d-9f00-0123456789ab")
{
    protected override object? Parse(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;
}

/// <summary>Whatever it is, kept for a later check: the items of a batch, where each stands or falls alone.</summary>
internal sealed class AnyShape : Shape
{
    public override object? Read(ref Utf8JsonReader json, Walk walk) => JsonElement.ParseValue(ref json);
}

internal sealed class ListShape<T>(Shape item) : Shape
{
    public override object? Read(ref Utf8JsonReader json, Walk walk)
    {
        if (json.TokenType != JsonTokenType.StartArray)
            return Wrong(ref json, walk, Kind.List);
        var items = new List<T>();
        for (var index = 0; ; index++)
        {
            walk.Enter(index);
            if (!json.Read() || json.TokenType == JsonTokenType.EndArray)
                break;
            if (json.TokenType == JsonTokenType.Null && item is not AnyShape)
                walk.Refuse("required");
            else if (item.Read(ref json, walk) is T value)
                items.Add(value);
            walk.Leave();
        }
        walk.Leave();
        return items.ToArray();
    }
}
