using System.Collections.Frozen;

namespace IncidentDesk.Pipeline.Access;

/// <summary>Who is asking: a key or a person, of the desk or of an agency, and what they may do.</summary>
/// <param name="Id">The key's or the person's id.</param>
/// <param name="Agency">Their agency; null for the desk, which sees everything.</param>
/// <param name="Person">The person who acts: themselves, or the one a key is bound to; null for a mere machine.</param>
public sealed record Caller(
    CallerKind Kind, Guid Id, string Name, Guid? Agency, Guid? Person, string? Role, FrozenSet<string> Scopes)
{
    /// <summary>The desk itself, for what its own loops read: it sees everything and may do nothing.</summary>
    public static readonly Caller Itself = new(CallerKind.Key, Guid.Empty, "desk", null, null, null, FrozenSet<string>.Empty);

    public bool IsDesk => Agency is null;

    /// <summary>The name of the person whom a key is bound to; null for people themselves, and for a mere machine.</summary>
    public string? BoundTo { get; init; }

    /// <summary>Who signs what is said: a person, where there is one behind it.</summary>
    public string SignsAs => BoundTo ?? Name;

    /// <summary>The session of a person who signed in; null for keys.</summary>
    public Guid? Session { get; init; }

    /// <summary>When that person last showed a password or a code.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>The person must have a second factor and has none: nothing but the page that sets it up is open.</summary>
    public bool MustEnrol { get; init; }

    /// <summary>Fresh enough for what is dangerous. A key is no session: it is as it was when it was made.</summary>
    public bool IsFreshAt(DateTimeOffset now) => Session is null || now - ProvedAt <= SessionRules.Fresh;

    /// <summary>The caller that the gate let in.</summary>
    public static Caller Of(HttpContext? http) => http?.Items[typeof(Caller)] as Caller
        ?? throw new InvalidOperationException("No caller came through the gate.");

    /// <summary>person or key: the actor word of the timeline.</summary>
    public string KindWord => Kind == CallerKind.Person ? "person" : "key";

    public bool Has(string scope) => Scopes.Contains(scope);

    /// <summary>
    /// Whom to ask at an agency and what was said to the letter: for that agency and those above it, and for those of the desk who work on it. Who audits sees
    /// what was done, by ids, and no one's contact, nor does a key of the desk that can do nothing but read.
    /// </summary>
    public bool SeesContacts => !IsAuditor && !(Kind == CallerKind.Key && IsDesk && !Acting.Any(Has));

    public bool IsAuditor => Role == "auditor";

    private static readonly IReadOnlyList<string> Acting = [Access.Scopes.Report, Access.Scopes.Work, Access.Scopes.Approve, Access.Scopes.Admin];

    /// <summary>
    /// The wall, as a condition for a WHERE clause over a table with an <c>agency_id</c>. The agency's id stands in the text as a
    /// literal: it is a <see cref="Guid"/> and so cannot carry SQL.
    /// </summary>
    public string MaySee(string table) => Agency is { } agency
        ? $"{table}.agency_id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = '{agency:D}')"
        : "1 = 1";
}

public enum CallerKind
{
    Key,
    Person,
}
