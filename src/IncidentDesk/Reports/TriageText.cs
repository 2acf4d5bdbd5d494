using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>
/// The triage lines as they are stored and answered. Written by hand because every report writes some eighteen of them, and their facts
/// are of mixed types, for which the serializer looks each one up again.
/// </summary>
public static class TriageText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    // Taken by one thread at a time and kept: a buffer of this size for every report would be most of what it allocates.
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Text, Utf8JsonWriter Json)? kept;

    public static Utf8Text Of(IReadOnlyList<TriageLine> lines)
    {
        var (text, json) = kept ??= Start();
        text.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        foreach (var line in lines)
            Write(json, line);
        json.WriteEndArray();
        json.Flush();
        return new(text.WrittenSpan.ToArray());
    }

    private static (ArrayBufferWriter<byte>, Utf8JsonWriter) Start()
    {
        var text = new ArrayBufferWriter<byte>(16 * 1024);
        return (text, new Utf8JsonWriter(text, Relaxed));
    }

    private static void Write(Utf8JsonWriter json, TriageLine line)
    {
        json.WriteStartObject();
        json.WriteString("rule"u8, line.Rule);
        json.WriteString("outcome"u8, line.Outcome);
        json.WriteStartObject("facts"u8);
        foreach (var (name, value) in line.Facts)
            Write(json, name, value);
        json.WriteEndObject();
        json.WriteString("explanation"u8, line.Explanation);
        json.WriteString("explanationVi"u8, line.ExplanationVi);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            default: throw new NotSupportedException($"A fact of triage is a {value.GetType().Name}: {name}.");
        }
    }
}
