namespace IncidentDesk.Evidence;

/// <summary>The name that a file came with: shown as it was given, and made harmless where a machine is told to save it.</summary>
public static class FileNames
{
    // What no name may hold somewhere: on Windows, on a command line, in a path.
    private const string Awkward = "<>:\"/\\|?*";

    private static readonly string[] Devices = ["con", "prn", "aux", "nul"];

    /// <summary>Some browsers and programs send a whole path: what stands after its last separator is the name. What no path can hold is no path, and stays as it is.</summary>
    public static string Given(string said)
    {
        var path = said is [_, ':', '/' or '\\', ..] && char.IsAsciiLetter(said[0]) ? said[2..] : said;
        var isPath = !path.Any(sign => Awkward.Contains(sign, StringComparison.Ordinal) && sign is not ('/' or '\\'));
        return (isPath ? path[(path.LastIndexOfAny(['/', '\\']) + 1)..] : said).Trim();
    }

    /// <summary>The name under which it is saved: every file system takes it, and it leads to no other folder.</summary>
    public static string ToSave(string name)
    {
        var plain = string.Concat(name.Select(sign => Awkward.Contains(sign, StringComparison.Ordinal) || char.IsControl(sign) ? '_' : sign)).Trim(' ', '.');
        var stem = plain.Split('.')[0].TrimEnd().ToLowerInvariant();
        var isDevice = Devices.Contains(stem) || (stem.Length == 4 && stem[..3] is "com" or "lpt" && char.IsAsciiDigit(stem[3]));
        return plain.Length == 0 ? "_" : isDevice ? "_" + plain : plain;
    }
}
