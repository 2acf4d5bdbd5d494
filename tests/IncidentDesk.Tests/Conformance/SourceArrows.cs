using System.Text.RegularExpressions;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Who uses whom between the rooms (folders) of a source tree, read from its text: a using is an arrow, a qualified name too.</summary>
internal sealed partial class SourceArrows
{
    /// <summary>Whose work is to know every room: the composition root and the verbs of the command line.</summary>
    private static readonly string[] MaySeeAll =
        ["Program.cs", "Endpoints.cs", "GlobalUsings.cs", "_Imports.razor", "Operations/DeskHost.cs", "Operations/CommandLine.cs"];

    private readonly string tree;
    private readonly IReadOnlyList<string> rooms;
    private readonly ILookup<string, string> types;
    private readonly string[] importsOfPages;

    /// <param name="tree">The folder of the product, such as src/IncidentDesk.</param>
    /// <param name="rooms">What the drawing names; a sub-folder is a room of its own where it is drawn as one.</param>
    public SourceArrows(string tree, IReadOnlyList<string> rooms)
    {
        this.tree = tree;
        Files = [.. Directory.EnumerateFiles(tree, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(tree, file).Replace('\\', '/'))
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))];
        this.rooms = [.. rooms.Concat(Files.Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file.Split('/')[0])).Distinct()];
        types = Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Declared().Matches(Read(file)).Select(type => (Folder: file.Split('/')[0], Name: type.Groups[1].Value)))
            .ToLookup(type => type.Folder, type => type.Name);
        importsOfPages = Files.Contains("_Imports.razor") ? [.. Seen(Read("_Imports.razor"))] : [];
    }

    public IReadOnlyList<string> Files { get; }

    /// <summary>Every arrow with the file that draws it.</summary>
    public IEnumerable<(string From, string To, string File)> All() =>
        Files.Where(file => !MaySeeAll.Contains(file) && !file.EndsWith("Verb.cs", StringComparison.Ordinal))
            .SelectMany(file => Seen(Read(file)).Concat(file.EndsWith(".razor", StringComparison.Ordinal) ? importsOfPages : [])
                .Select(to => (From: RoomOf(Path.GetDirectoryName(file)!.Replace('/', '.')), To: to, File: file)))
            .Where(arrow => arrow.From != arrow.To)
            .Distinct();

    public string Read(string file) => File.ReadAllText(Path.Combine(tree, file));

    private IEnumerable<string> Seen(string text)
    {
        var whole = Qualified().Matches(text).Select(name => name.Groups[1].Value);
        // Inside IncidentDesk, Delivery.Deliveries needs no using; a property of a room's name is none of its types.
        var partly = Partly().Matches(text).Where(name => types[name.Groups[1].Value].Contains(name.Groups[2].Value)).Select(name => name.Groups[1].Value);
        return whole.Concat(partly).Select(RoomOf).Where(rooms.Contains).Distinct();
    }

    private string RoomOf(string name) =>
        rooms.Where(room => name == room || name.StartsWith(room + ".", StringComparison.Ordinal)).MaxBy(room => room.Length) ?? name;

    [GeneratedRegex(@"\bIncidentDesk\.([A-Z]\w*(?:\.[A-Z]\w*)*)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"(?<![.\w])([A-Z]\w*)\.([A-Z]\w*)")]
    private static partial Regex Partly();

    [GeneratedRegex(@"^(?:public|internal) (?:[a-z]+ )*(?:class|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
