using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace IncidentDesk.Pipeline;

/// <summary>A body that was read: bound, and the text as it came.</summary>
public sealed record Body<T>(T Value, string Verbatim);

/// <summary>What a part of a body came to: a value, or what is wrong with it.</summary>
public sealed record BodyCheck<T>(T? Value, string Verbatim, IReadOnlyList<Fault> Faults)
{
    public bool IsGood => Faults.Count == 0;
}

/// <summary>Reads JSON strictly: everything wrong is reported at once, each with its path and rule, before anything is bound.</summary>
public static class Body
{
    public const int MaxDepth = 16;

    /// <param name="http">The request.</param>
    /// <param name="maxBytes">Longer bodies are 413.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RefusedException">415, 413 or 400 with the faults.</exception>
    public static async Task<Body<T>> ReadAsync<T>(HttpContext http, int maxBytes, CancellationToken cancellation)
    {
        using var bytes = await BodyBytes.ReadAsync(http, maxBytes, cancellation);
        var check = Check<T>(bytes.Text, "");
        return check.IsGood ? new Body<T>(check.Value!, check.Verbatim) : throw new RefusedException(Problems.Validation(check.Faults));
    }

    /// <summary>Checks and binds one part of a body that was read before: an item of a batch. Paths start with the prefix.</summary>
    public static BodyCheck<T> Check<T>(JsonElement element, string pathPrefix) =>
        element.ValueKind == JsonValueKind.Undefined
            ? new BodyCheck<T>(default, "", [Faults.At(pathPrefix, "required")])
            : Check<T>(JsonMarshal.GetRawUtf8Value(element), pathPrefix);

    /// <summary>Checks and binds text that came in another way than as a body: a file. UTF-8, without a byte order mark.</summary>
    public static BodyCheck<T> Check<T>(ReadOnlySpan<byte> text, string pathPrefix)
    {
        var walk = new Walk(pathPrefix);
        var value = Bind(text, ShapeOf<T>.Shape, walk);
        return new BodyCheck<T>((T?)value, Encoding.UTF8.GetString(text), walk.Faults);
    }

    private static object? Bind(ReadOnlySpan<byte> text, Shape shape, Walk walk)
    {
        if (text.IsEmpty && shape is ObjectShape { NeedsNothing: true })
            text = "{}"u8;
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            json.Read();
            var value = shape.Read(ref json, walk);
            json.Read(); // throws on anything after the value
            return value;
        }
        catch (JsonException broken)
        {
            // The walk still stands where the text broke, so its path is known.
            if (IsTooDeep(json, text))
                walk.Refuse(Faults.Saying(walk.Path, "malformed",
                    $"The body is nested deeper than {MaxDepth} levels: make it flatter.",
                    $"Nội dung lồng nhau quá {MaxDepth} cấp: hãy giảm số cấp."));
            else
                walk.Refuse("malformed", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
            return null;
        }
    }

    // The reader counts an opening bracket to the level outside of it.
    private static bool IsTooDeep(Utf8JsonReader json, ReadOnlySpan<byte> text)
    {
        var depth = json.CurrentDepth + (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
        var rest = text[(int)json.BytesConsumed..].TrimStart(" \t\r\n:,"u8);
        return depth >= MaxDepth && !rest.IsEmpty && rest[0] is (byte)'{' or (byte)'[';
    }
}
