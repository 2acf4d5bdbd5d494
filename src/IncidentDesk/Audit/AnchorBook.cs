using System.Text;
using IncidentDesk.Operations;

namespace IncidentDesk.Audit;

/// <summary>
/// The anchors of this place: <c>days</c> gets a line for each day on which something was sealed, <c>head</c> is the newest row that this
/// place has seen. A chain that ends before either was cut.
/// </summary>
public sealed class AnchorBook(AuditPlace place, DeskZone zone)
{
    private const string Days = "days", Head = "head";
    private DateOnly? day;
    private Anchor? head;

    /// <summary>The newest row of that desk that this place has seen; null when none.</summary>
    public Anchor? HeadOf(string instance) => head ??= In(place, instance, Head).MaxBy(anchor => anchor.Seq);

    /// <summary>Every anchor of that desk, of every directory.</summary>
    public static IReadOnlyList<Anchor> Of(AuditPlace place, string instance) => [.. In(place, instance, Days), .. In(place, instance, Head)];

    /// <summary>Days were noted here and the newest row was too, which is gone: whoever cuts the tail off would have to take it away.</summary>
    public static bool IsBeheaded(AuditPlace place, string instance) => In(place, instance, Days).Any() && !In(place, instance, Head).Any();

    // Which desk it is, the database says itself, and is not believed here: in the desk's own directory every anchor counts. Another one may be shared by several desks.
    private static IEnumerable<Anchor> In(AuditPlace place, string instance, string file) => place.Anchors.SelectMany(
        (directory, n) => Read(Path.Combine(directory, file)).Where(anchor => n == 0 || anchor.Instance == instance));

    public void Keep(Anchor anchor, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(zone.Local(now).DateTime);
        foreach (var directory in place.Anchors)
        {
            DataDirectory.Make(directory);
            // The head first: where a day is noted there was one.
            var path = Path.Combine(directory, Head);
            File.WriteAllText(path + ".new", anchor.Line + "\n");
            File.Move(path + ".new", path, overwrite: true);
            if (today != day && LastDay(directory, anchor.Instance) != today)
                Append(Path.Combine(directory, Days), anchor.Line);
        }
        (day, head) = (today, anchor);
    }

    /// <summary>An administrator starts the chain anew from where it stands: what earlier anchors say of it holds no longer, and is kept aside.</summary>
    public static void LayAside(AuditPlace place, string name)
    {
        foreach (var directory in place.Anchors)
            foreach (var file in (string[])[Days, Head])
                if (File.Exists(Path.Combine(directory, file)))
                    File.Move(Path.Combine(directory, file), Path.Combine(directory, $"{file}-before-{name}"), overwrite: true);
    }

    /// <summary>For a desk that runs while they are laid aside.</summary>
    public void Forget() => (day, head) = (null, null);

    // What a power cut tore stays a line of its own: joined to it, the next anchor would be lost, or look changed.
    private static void Append(string path, string line)
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
        var isTorn = file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes($"{(isTorn ? "\n" : "")}{line}\n"));
        file.Flush(flushToDisk: true);
    }

    private DateOnly? LastDay(string directory, string instance) =>
        Read(Path.Combine(directory, Days)).LastOrDefault(anchor => anchor.Instance == instance) is { } last && Pipeline.Instants.TryRead(last.At, out var at)
            ? DateOnly.FromDateTime(zone.Local(at).DateTime)
            : null;

    private static IEnumerable<Anchor> Read(string path) =>
        File.Exists(path) ? File.ReadAllLines(path).Select(Anchor.Parse).OfType<Anchor>() : [];
}
