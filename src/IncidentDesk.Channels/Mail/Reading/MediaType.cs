using System.Text;

namespace IncidentDesk.Channels.Mail.Reading;

/// <summary>A Content-Type, read leniently: what cannot be understood is left out.</summary>
/// <param name="Name">Lower case: multipart/report.</param>
public sealed record MediaType(string Name, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MostParameters = 50;

    public bool IsMultipart => Name.StartsWith("multipart/", StringComparison.Ordinal);

    public string? this[string parameter] => Parameters.GetValueOrDefault(parameter);

    internal static MediaType Parse(string? header, string otherwise)
    {
        var pieces = Pieces(header ?? "");
        var name = pieces[0].Trim().ToLowerInvariant();
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in pieces.Skip(1).Take(MostParameters))
            if (piece.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                Put(parameters, piece[..equals].Trim(), Unquoted(piece[(equals + 1)..].Trim()));
        return new(name.Contains('/', StringComparison.Ordinal) ? name : otherwise, parameters);
    }

    // RFC 2231 lets a long value travel in pieces: boundary*0, boundary*1.
    private static void Put(Dictionary<string, string> parameters, string name, string value)
    {
        var star = name.IndexOf('*', StringComparison.Ordinal);
        var plain = star < 0 ? name : name[..star];
        if (star < 0)
            parameters.TryAdd(plain, value);
        else
            parameters[plain] = parameters.GetValueOrDefault(plain, "") + value;
    }

    private static List<string> Pieces(string header)
    {
        var pieces = new List<string>();
        var (piece, isQuoted) = (new StringBuilder(), false);
        for (var at = 0; at < header.Length; at++)
        {
            var sign = header[at];
            if (sign == '\\' && isQuoted && at + 1 < header.Length)
                piece.Append(sign).Append(header[++at]);
            else if (sign == ';' && !isQuoted)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else
            {
                isQuoted ^= sign == '"';
                piece.Append(sign);
            }
        }
        pieces.Add(piece.ToString());
        return pieces;
    }

    private static string Unquoted(string value)
    {
        if (value.Length < 2 || value[0] != '"')
            return value;
        var text = new StringBuilder();
        for (var at = 1; at < value.Length && value[at] != '"'; at++)
            text.Append(value[at] == '\\' && at + 1 < value.Length ? value[++at] : value[at]);
        return text.ToString();
    }
}
