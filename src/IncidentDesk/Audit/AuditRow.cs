using System.Globalization;
using System.Text;

namespace IncidentDesk.Audit;

/// <summary>One row as it is stored. What is not sealed yet has neither number nor hash.</summary>
/// <param name="At">Unix milliseconds.</param>
public sealed record AuditRow(
    string Id, long? Seq, long At, string Actor, string Action, string Subject, string Outcome, string? Address, string? TraceId,
    string? PreviousHash, string? Hash)
{
    /// <summary>What stands before the first row.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>The action of the row with which a key begins; its subject is the key's id.</summary>
    public const string KeyAction = "audit.key";

    /// <summary>With the next number and the seal of <paramref name="key"/>.</summary>
    public AuditRow Sealed(AuditKey key, long seq, string previousHash)
    {
        var numbered = this with { Seq = seq, PreviousHash = previousHash };
        return numbered with { Hash = key.Mac(numbered.Canonical()) };
    }

    /// <summary>
    /// What is sealed: every field with its length in bytes before it, so that nothing can be moved from one field into its neighbour; a
    /// field that is not there is a dash.
    /// </summary>
    public string Canonical()
    {
        var text = new StringBuilder("incidentdesk-audit-1");
        foreach (var field in (ReadOnlySpan<string?>)
            [Number(Seq), PreviousHash, Id, Number(At), Actor, Action, Subject, Outcome, Address, TraceId])
            text.Append(CultureInfo.InvariantCulture, $"\n{(field is null ? "-" : Number(Encoding.UTF8.GetByteCount(field)) + ":" + field)}");
        return text.ToString();
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
