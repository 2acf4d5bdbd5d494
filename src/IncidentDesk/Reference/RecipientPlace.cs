namespace IncidentDesk.Reference;

/// <summary>Where a pack names whom one of its duties goes to; <paramref name="Path"/> is a JSON Pointer, and the line is counted from 1.</summary>
/// <param name="Kind">Of the duty.</param>
public sealed record RecipientPlace(string Role, string Pack, string Kind, string File, string Path, int Line)
{
    /// <summary>As a fault of a file is said, so that an editor finds the place.</summary>
    public string WithLine => $"{File}:{Line} {Path}: {Pack}, {Kind}";

    /// <summary>Of sound packs, in the order of their files.</summary>
    internal static IReadOnlyList<RecipientPlace> Of(ReferenceFiles files, IReadOnlyList<ReadPack> packs) => [.. packs.SelectMany(pack => Of(files, pack))];

    private static IEnumerable<RecipientPlace> Of(ReferenceFiles files, ReadPack pack)
    {
        var lines = files.LinesOf(pack.File.File);
        var duties = pack.File.Items("obligations");
        for (var n = 0; n < duties.Count; n++)
            foreach (var (role, path) in Named(duties[n].Child("recipients")!, $"/obligations/{n}/recipients"))
                yield return new(role, pack.Code, duties[n].Peek("kind"), pack.File.File, path, lines(path));
    }

    private static IEnumerable<(string Role, string Path)> Named(ReferenceNode recipients, string path) => recipients.MemberNames().SelectMany(
        member => recipients.Texts(member).Select((role, n) => (role, $"{path}/{member}/{n}")));
}
