using IncidentDesk.Rules;
using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Reference;

/// <summary>All reference data, read from db/reference/ and checked as a whole: either sound, or every fault is listed.</summary>
public sealed record ReferenceLibrary(
    RuleBook RuleBook, IReadOnlyList<AuthorityEntry> Authorities, Tlp Tlp, IReadOnlyDictionary<string, Ladder> Ladders)
{
    /// <exception cref="ReferenceFaultsException">The files inside the program are not sound.</exception>
    public static ReferenceLibrary Load() => Load(ReferenceFiles.Embedded());

    /// <param name="texts">File name below db/reference/ to its text.</param>
    /// <exception cref="ReferenceFaultsException">Lists every fault of every file.</exception>
    public static ReferenceLibrary Load(IReadOnlyDictionary<string, string> texts)
    {
        var files = new ReferenceFiles(texts);
        var edition = files.Open("edition.json")?.Only("edition", "note").Text("edition");
        var taxonomy = RsitFile.Read(files.Open("rsit.json"));
        var classes = taxonomy?.Classes.Select(known => known.Word).ToList();
        var score = NcissFile.Read(files.Open("nciss.json"));
        var authorities = AuthoritiesFile.Read(files.Open("authorities.json"));
        var severity = SeverityFile.Read(files.Open("severity.json"), classes);
        var serious = SeriousFile.Read(files.Open("serious.json"), classes);
        var routing = RoutingFile.Read(files.Open("routing.json"), authorities ?? []);
        var tlp = TlpFile.Read(files.Open("tlp.json"));
        var ladders = LaddersFile.Read(files.Open("ladders.json"));
        var packs = files.Under("rules/").Select(files.Open).OfType<ReferenceNode>().Select(RulePackFile.Read).ToList();
        PackCalendar.Check(packs);
        if (files.Faults.Count > 0)
            throw new ReferenceFaultsException([.. files.Faults]);

        var book = new RuleBook($"{edition}+{files.Digest()}", taxonomy!, score!, severity!, serious!, routing!,
            packs.ConvertAll(read => read.Pack!));
        return new(book, authorities!, tlp!, ladders!);
    }
}
