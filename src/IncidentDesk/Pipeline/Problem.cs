using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentDesk.Pipeline;

/// <summary>What every refusal looks like on the wire (RFC 9457), in both languages.</summary>
[JsonConverter(typeof(ProblemJson))]
public sealed record Problem(string Word, int Status, string Title, string TitleVi, string Detail, string DetailVi)
{
    public string Type => "/problems/" + Word;

    /// <summary>A rule code; always there on 409.</summary>
    public string? Code { get; init; }

    public IReadOnlyList<Fault>? Errors { get; init; }

    /// <summary>What stands already: <c>{id, number}</c>.</summary>
    public object? Existing { get; init; }

    /// <summary>The approval that is asked for.</summary>
    public object? Approval { get; init; }

    /// <summary>More members, such as <c>by</c> and <c>at</c> of the one who was first.</summary>
    public ImmutableDictionary<string, object?> More { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public string? TraceId { get; init; }

    /// <summary>Response headers that belong to it, such as Retry-After; not part of the body.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public Problem With(string member, object? value) => this with { More = More.SetItem(member, value) };

    public Problem WithHeader(string name, string value) => this with { Headers = Headers.SetItem(name, value) };

    /// <summary>The same problem of an item of a batch: its paths start at the batch.</summary>
    public Problem Under(string prefix) =>
        Errors is null ? this : this with { Errors = [.. Errors.Select(fault => fault.Under(prefix))] };
}

/// <summary>Thrown where a request is refused; the middleware writes its problem.</summary>
public sealed class RefusedException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;
}

/// <summary>Writes a problem without its empty members, in the order people read it.</summary>
internal sealed class ProblemJson : JsonConverter<Problem>
{
    public override Problem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Problems go out only.");

    public override void Write(Utf8JsonWriter writer, Problem value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WriteString("title", value.Title);
        writer.WriteString("titleVi", value.TitleVi);
        writer.WriteNumber("status", value.Status);
        writer.WriteString("detail", value.Detail);
        writer.WriteString("detailVi", value.DetailVi);
        if (value.Code is not null)
            writer.WriteString("code", value.Code);
        Member(writer, "errors", value.Errors, options);
        Member(writer, "existing", value.Existing, options);
        Member(writer, "approval", value.Approval, options);
        foreach (var (name, member) in value.More)
            Member(writer, name, member, options);
        if (value.TraceId is not null)
            writer.WriteString("traceId", value.TraceId);
        writer.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter writer, string name, object? value, JsonSerializerOptions options)
    {
        if (value is null)
            return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
