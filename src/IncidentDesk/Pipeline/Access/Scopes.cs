using System.Collections.Frozen;

namespace IncidentDesk.Pipeline.Access;

/// <summary>What a key may be allowed to do, and what each role of a person amounts to.</summary>
public static class Scopes
{
    public const string Report = "report";
    public const string Read = "read";
    public const string Work = "work";
    public const string Approve = "approve";
    public const string Signal = "signal";
    public const string Exchange = "exchange";
    public const string Metrics = "metrics";
    public const string Admin = "admin";

    public static readonly IReadOnlyList<string> All = [Report, Read, Work, Approve, Signal, Exchange, Metrics, Admin];

    /// <summary>What only the desk does: no key of an agency has them.</summary>
    public static readonly IReadOnlyList<string> OfDesk = [Work, Admin];

    /// <summary>What only machines do: no role has them, so an administrator may give them without having them.</summary>
    public static readonly FrozenSet<string> OfMachines = FrozenSet.Create(Signal, Exchange, Metrics);

    private static readonly FrozenDictionary<string, FrozenSet<string>> OfRoles = new Dictionary<string, FrozenSet<string>>
    {
        ["reporter"] = FrozenSet.Create(Report),
        ["agency-lead"] = FrozenSet.Create(Report, Approve),
        ["responder"] = FrozenSet.Create(Report, Read, Work),
        ["lead"] = FrozenSet.Create(Report, Read, Work, Approve),
        ["admin"] = FrozenSet.Create(Report, Read, Work, Approve, Admin),
        ["auditor"] = FrozenSet.Create(Read),
    }.ToFrozenDictionary();

    public static readonly IReadOnlyList<string> Roles = ["reporter", "agency-lead", "responder", "lead", "admin", "auditor"];

    public static FrozenSet<string> OfRole(string role) => OfRoles.GetValueOrDefault(role, FrozenSet<string>.Empty);

    /// <summary>Whether a key in the name of somebody of this role may do it: no more than they may, and what only machines do. Null: it is bound to nobody.</summary>
    public static bool MayHold(string? role, string scope) => role is null || OfRole(role).Contains(scope) || OfMachines.Contains(scope);
}
