using System.Globalization;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Audit;

/// <summary>Where the chain stood at an instant, written down outside the database and sealed by itself: one line of a file.</summary>
/// <param name="Instance">Whose chain it is; a line about another desk's says nothing here.</param>
public sealed record Anchor(string At, string Instance, long Seq, string Hash, string KeyId, string Mac)
{
    public static Anchor Of(AuditKey key, string instance, long seq, string hash, DateTimeOffset at)
    {
        var open = new Anchor(Instants.Write(at), instance, seq, hash, key.Id, "");
        return open with { Mac = key.Mac(open.Text) };
    }

    /// <summary>Null for a line that is none, such as one that a power cut broke off.</summary>
    public static Anchor? Parse(string line) =>
        line.Split(' ') is [var at, var instance, var seq, var hash, var key, { Length: 64 } mac]
        && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(at, instance, number, hash, key, mac)
            : null;

    public bool IsTrue(AuditKeys keys) => keys.Find(KeyId) is { } key && key.Mac(Text) == Mac;

    public string Line => Text + " " + Mac;

    private string Text => string.Create(CultureInfo.InvariantCulture, $"{At} {Instance} {Seq} {Hash} {KeyId}");
}
