using System.Text.Json;

namespace IncidentDesk.Channels.Http;

/// <summary>What came back, as much of it as is worth reading.</summary>
/// <param name="IsWhole">False where the answer broke off, took too long or was larger than anybody needs.</param>
internal sealed record HttpAnswer(int Status, string Reason, ReadOnlyMemory<byte> Body, bool IsWhole, TimeSpan? RetryAfter)
{
    public const int MostBytes = 64 * 1024;

    /// <summary>The body as text that every store takes.</summary>
    public string Text { get; } = WireText.Readable(Body.Span).Trim();

    /// <summary>The status line and what stood under it, as the peer wrote it.</summary>
    public string Words => WireText.Cut($"{Status} {Reason}".TrimEnd() + (Text.Length > 0 ? $": {Text}" : ""));

    /// <summary>The verdict table's word on it, with the peer's own.</summary>
    public Outcome Judged
    {
        get
        {
            var (verdict, blame) = HttpVerdicts.Of(Status);
            return new(verdict, Words, RetryAfter) { Blame = blame };
        }
    }

    public static async Task<HttpAnswer> ReadAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellation)
    {
        var buffer = new byte[MostBytes + 1];
        var (length, isWhole) = (0, false);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            while (length < buffer.Length && !isWhole)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
                length += read;
                isWhole = read == 0;
            }
        }
        catch (Exception broken) when (HttpProgress.Explains(broken))
        {
            // The status came, and it is what counts; whoever needs the rest sees that it is not whole.
        }
        var status = (int)response.StatusCode;
        return new(
            status, WireText.Readable(response.ReasonPhrase ?? ""), buffer.AsMemory(0, Math.Min(length, MostBytes)), isWhole,
            HttpVerdicts.WaitOf(status, response, now));
    }

    /// <summary>The whole answer is JSON.</summary>
    public bool IsJson => Json is not null;

    private JsonElement? Json { get; } = Parsed(Body);

    /// <summary>What stands at a place of the answer's JSON, such as <c>messages.0.status</c>; null where nothing does.</summary>
    public string? At(string path)
    {
        var at = Json;
        foreach (var step in path.Split('.'))
            at = at is { } here ? Step(here, step) : null;
        return at is null or { ValueKind: JsonValueKind.Null } ? null : WireText.Readable(at.Value.ToString());
    }

    private static JsonElement? Parsed(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement? Step(JsonElement here, string step) => here.ValueKind switch
    {
        JsonValueKind.Object => here.TryGetProperty(step, out var member) ? member : null,
        JsonValueKind.Array => int.TryParse(step, out var i) && i >= 0 && i < here.GetArrayLength() ? here[i] : null,
        _ => null,
    };
}
