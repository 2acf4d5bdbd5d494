using System.Text;
using System.Text.Unicode;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>Header lines as they came: unfolded, in their order, their encoded words not yet decoded. What is no header line is passed over.</summary>
public sealed class HeaderBlock
{
    private const int MostHeaders = 1000, LongestValue = 16 * 1024;

    public static readonly HeaderBlock Empty = new([]);

    private readonly IReadOnlyList<KeyValuePair<string, string>> fields;

    private HeaderBlock(IReadOnlyList<KeyValuePair<string, string>> fields) => this.fields = fields;

    public string? First(string name) => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) =>
        fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    public bool Has(string name) => First(name) is not null;

    internal static HeaderBlock Read(ReadOnlySpan<byte> bytes)
    {
        var read = new List<KeyValuePair<string, string>>();
        string? name = null;
        var value = new StringBuilder();
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var line = bytes[range].TrimEnd((byte)'\r');
            if (line.Length > 0 && line[0] is (byte)' ' or (byte)'\t')
            {
                Append(value, line);
                continue;
            }
            Close(read, name, value);
            name = null;
            if (read.Count == MostHeaders)
                break;
            var colon = line.IndexOf((byte)':');
            if (colon is < 1 or > 100)
                continue;
            name = Encoding.Latin1.GetString(line[..colon]).Trim();
            Append(value.Clear(), line[(colon + 1)..]);
        }
        Close(read, name, value);
        return new(read);
    }

    private static void Append(StringBuilder value, ReadOnlySpan<byte> piece)
    {
        var room = LongestValue - value.Length;
        if (room > 0)
            value.Append(Encoding.Latin1.GetString(piece[..Math.Min(room, piece.Length)]));
    }

    private static void Close(List<KeyValuePair<string, string>> read, string? name, StringBuilder value)
    {
        if (name is not null && read.Count < MostHeaders)
            read.Add(new(name, Spoken(value.ToString().Trim())));
    }

    // A server with SMTPUTF8 writes headers in UTF-8 as they are; anything else beyond ASCII is an old program's Latin letters.
    private static string Spoken(string latin)
    {
        if (Ascii.IsValid(latin))
            return latin;
        var bytes = Encoding.Latin1.GetBytes(latin);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : latin;
    }
}
