using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reports;

/// <summary>
/// The triage lines as they are stored and answered. Written by hand because every report writes some eighteen of them, and their facts
/// are of mixed types, for which the serializer looks each one up again.
/// </summary>
public static class TriageText
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Of(IReadOnlyList<TriageLine> lines)
    {
        var text = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(text, Relaxed))
        {
            json.WriteStartArray();
            foreach (var line in lines)
                Write(json, line);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(text.WrittenSpan);
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
