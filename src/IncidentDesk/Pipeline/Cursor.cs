using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentDesk.Pipeline;

/// <summary>
/// Where the next page starts: the sort values of the last row. Bound by a hash to door, filters, sort and caller, so that a
/// cursor of another list is refused instead of answering nonsense; it is no secret and never expires.
/// </summary>
public sealed class Cursor
{
    private const int HashLength = 12;
    private readonly object?[] values;

    private Cursor(object?[] values) => this.values = values;

    /// <summary>A value that <see cref="Write"/> was given as a long.</summary>
    public long Number(int position) => NumberOrNull(position) ?? throw Refused();

    public long? NumberOrNull(int position) => Value(position) switch { null => null, long number => number, _ => throw Refused() };

    public string? TextOrNull(int position) => Value(position) switch { null => null, string text => text, _ => throw Refused() };

    /// <summary>A value that <see cref="Write"/> was given as a string.</summary>
    public string Text(int position) => Value(position) as string ?? throw Refused();

    /// <summary>Null without a cursor: the first page.</summary>
    /// <exception cref="RefusedException">The cursor is not one of this list for this caller.</exception>
    public static Cursor? Read(string? text, string door, string filters, string sort, string caller)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (text.Length > 2000 || !Base64Url.IsValid(text))
            throw Refused();
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= HashLength)
            throw Refused();
        var payload = bytes.AsSpan(HashLength);
        if (!Hash(payload, door, filters, sort, caller).AsSpan().SequenceEqual(bytes.AsSpan(0, HashLength)))
            throw Refused();
        return new Cursor(Values(payload));
    }

    /// <param name="values">Longs, ints, strings or nulls: what the sort needs to find the next row.</param>
    public static string Write(string door, string filters, string sort, string caller, params object?[] values)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(values);
        return Base64Url.EncodeToString([.. Hash(payload, door, filters, sort, caller), .. payload]);
    }

    private object? Value(int position) => position < values.Length ? values[position] : throw Refused();

    private static object?[] Values(ReadOnlySpan<byte> payload)
    {
        try
        {
            var elements = JsonSerializer.Deserialize<JsonElement[]>(payload) ?? throw Refused();
            return Array.ConvertAll(elements, element => element.ValueKind switch
            {
                JsonValueKind.Number when element.TryGetInt64(out var number) => number,
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Null => (object?)null,
                _ => throw Refused(),
            });
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw Refused();
        }
    }

    private static byte[] Hash(ReadOnlySpan<byte> payload, string door, string filters, string sort, string caller)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in (ReadOnlySpan<string>)[door, filters, sort, caller])
        {
            // The length in front keeps ("ab", "c") apart from ("a", "bc").
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
        hash.AppendData(payload);
        return hash.GetHashAndReset()[..HashLength];
    }

    private static RefusedException Refused() => new(Problems.Validation(Faults.Saying("?cursor", "bad-format",
        "This cursor is not one of this list with these filters: start again without it.",
        "Con trỏ này không thuộc danh sách với bộ lọc này: hãy bắt đầu lại không kèm con trỏ.")));
}
