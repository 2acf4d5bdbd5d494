using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Tests.Calendar;

/// <summary>
/// Reads iCalendar as RFC 5545 writes it and forgives nothing: written from the RFC, it shares no line with what writes it. What it does not know it refuses.
/// </summary>
internal static partial class StrictCalendar
{
    internal sealed record Component(string Name, List<(string Name, string Value)> Properties, List<Component> Parts)
    {
        public string Only(string name) => Properties.Single(one => one.Name == name).Value;
    }

    private static readonly Dictionary<string, (string[] Once, string[] AtMostOnce, string[] Parts)> Grammar = new()
    {
        ["VCALENDAR"] = (["PRODID", "VERSION"], ["CALSCALE", "X-WR-CALNAME", "REFRESH-INTERVAL"], ["VEVENT"]),
        ["VEVENT"] = (["UID", "DTSTAMP", "DTSTART"], ["DTEND", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP"], ["VALARM"]),
        ["VALARM"] = (["ACTION", "TRIGGER", "DESCRIPTION"], [], []),
    };

    private static readonly string[] Texts = ["UID", "SUMMARY", "DESCRIPTION", "X-WR-CALNAME"];

    /// <exception cref="FormatException">Where the RFC is broken, and how.</exception>
    public static Component Read(byte[] octets)
    {
        var lines = Unfold(octets).Select(Property).ToList();
        var at = 0;
        var whole = Take(lines, ref at, "VCALENDAR");
        Demand(at == lines.Count, "something follows END:VCALENDAR");
        Demand(whole.Only("VERSION") == "2.0", "the version is not 2.0");
        Demand(whole.Parts.Select(part => part.Only("UID")).Distinct().Count() == whole.Parts.Count, "two events have one UID");
        return whole;
    }

    private static Component Take(List<(string Name, string Parameters, string Value)> lines, ref int at, string expected)
    {
        Demand(at < lines.Count && lines[at] is { Name: "BEGIN", Value: var name } && name == expected, $"no BEGIN:{expected}");
        at++;
        var made = new Component(expected, [], []);
        while (lines[at] is not { Name: "END" })
        {
            if (lines[at].Name == "BEGIN")
            {
                Demand(Grammar[expected].Parts.Contains(lines[at].Value), $"{lines[at].Value} in {expected}");
                made.Parts.Add(Take(lines, ref at, lines[at].Value));
                continue;
            }
            Demand(made.Parts.Count == 0, "a property follows a part");
            made.Properties.Add((lines[at].Name, Valid(lines[at])));
            at++;
            Demand(at < lines.Count, $"{expected} has no END");
        }
        Demand(lines[at].Value == expected, $"END:{lines[at].Value} ends {expected}");
        at++;
        var (once, atMost, _) = Grammar[expected];
        foreach (var must in once)
            Demand(made.Properties.Count(one => one.Name == must) == 1, $"{expected} has not exactly one {must}");
        foreach (var group in made.Properties.GroupBy(one => one.Name))
            Demand(once.Contains(group.Key) || (atMost.Contains(group.Key) && group.Count() == 1), $"{group.Key} in {expected}");
        return made;
    }

    private static string Valid((string Name, string Parameters, string Value) line)
    {
        Demand(line.Parameters == (line.Name == "REFRESH-INTERVAL" ? ";VALUE=DURATION" : ""), $"{line.Name}{line.Parameters}");
        var form = line.Name switch
        {
            "DTSTAMP" or "DTSTART" or "DTEND" or "LAST-MODIFIED" => Instant(),
            "SEQUENCE" => Number(),
            "TRIGGER" or "REFRESH-INTERVAL" => Duration(),
            "STATUS" => Status(),
            _ => null,
        };
        Demand(form is null || form.IsMatch(line.Value), $"{line.Name}:{line.Value}");
        if (line.Name is "DTSTAMP" or "DTSTART" or "DTEND")
            Demand(DateTime.TryParseExact(line.Value, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{line.Value} is no instant");
        if (!Texts.Contains(line.Name))
            return line.Value;
        Demand(Text().IsMatch(line.Value), $"{line.Name} is not escaped: {line.Value}");
        return Escape().Replace(line.Value, found => found.Groups[1].Value is "n" or "N" ? "\n" : found.Groups[1].Value);
    }

    private static (string Name, string Parameters, string Value) Property(string line)
    {
        var found = Line().Match(line);
        Demand(found.Success, $"no property: {line}");
        return (found.Groups[1].Value, found.Groups[2].Value, found.Groups[3].Value);
    }

    private static IEnumerable<string> Unfold(byte[] octets)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var lines = new List<List<byte>>();
        for (var at = 0; at < octets.Length;)
        {
            var end = Array.IndexOf(octets, (byte)'\r', at);
            Demand(end >= 0 && end + 1 < octets.Length && octets[end + 1] == '\n', "a line does not end with CRLF");
            var line = octets[at..end];
            Demand(!line.Contains((byte)'\n'), "a bare LF");
            Demand(line.Length is > 0 and <= 75, $"a line of {line.Length} octets");
            // Cut in the middle of a character it would not be UTF-8 by itself.
            Demand(Is(strict, line), "a character is cut in two");
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                Demand(lines.Count > 0 && line.Length > 1, "nothing is folded");
                lines[^1].AddRange(line[1..]);
            }
            else
                lines.Add([.. line]);
            at = end + 2;
        }
        return lines.Select(line => strict.GetString([.. line]));
    }

    private static bool Is(UTF8Encoding strict, byte[] line)
    {
        try
        {
            strict.GetString(line);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
            throw new FormatException(otherwise);
    }

    [GeneratedRegex(@"^([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:,""]+)*):([^\x00-\x08\x0A-\x1F\x7F]*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^\d{8}T\d{6}Z$")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?P(?:T\d+M|T\d+H|\d+D)$")]
    private static partial Regex Duration();

    [GeneratedRegex("^(?:CONFIRMED|CANCELLED|TENTATIVE)$")]
    private static partial Regex Status();

    [GeneratedRegex(@"^(?:[^\\;,]|\\[\\;,nN])*$")]
    private static partial Regex Text();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
