using System.Globalization;

namespace IncidentDesk.Rules.Ladders;

/// <summary>Whom to call, in what order, with how much patience. Climbing stops only when somebody acknowledges.</summary>
/// <param name="AcknowledgementSeconds">How long an acknowledgement holds while nobody does anything about the incident.</param>
/// <param name="WarningSeconds">How long until its holder is warned; less than it holds.</param>
public sealed record Ladder(IReadOnlyList<Rung> Rungs, long AcknowledgementSeconds, long WarningSeconds);

/// <param name="Who">One of <see cref="Callable.Posts"/>, or person: and an id.</param>
/// <param name="Channels">In the order in which they are tried for one person.</param>
/// <param name="PatienceSeconds">How long to wait for an acknowledgement before the next rung.</param>
public sealed record Rung(string Who, IReadOnlyList<string> Channels, long PatienceSeconds);

/// <summary>The words for who stands on a rung, and by what they can be called.</summary>
public static class Callable
{
    public const string OnDuty = "on-duty", StandIn = "stand-in", ShiftLead = "shift-lead", UnitHead = "unit-head", Leader = "leader";

    public const string Fallback = "fallback";

    private const string PersonPrefix = "person:";

    /// <summary>The posts of the duty table.</summary>
    public static readonly IReadOnlyList<string> DutyPosts = [OnDuty, StandIn, ShiftLead];

    public static readonly IReadOnlyList<string> Posts = [OnDuty, StandIn, ShiftLead, UnitHead, Leader];

    /// <summary>The channels by which a person of the desk can be called, in the order of the fallback.</summary>
    public static readonly IReadOnlyList<string> Channels = ["mail", "sms", "voice", "call"];

    /// <summary>The person whom the word names; null when it names a post, or nothing.</summary>
    public static Guid? PersonOf(string who) =>
        who.StartsWith(PersonPrefix, StringComparison.Ordinal) && Guid.TryParseExact(who.AsSpan(PersonPrefix.Length), "D", out var id) ? id : null;

    public static string Named(Guid person) => string.Create(CultureInfo.InvariantCulture, $"{PersonPrefix}{person:D}");

    public static bool IsKnown(string who) => Posts.Contains(who) || PersonOf(who) is not null;

    public static Bilingual NameOf(string who) => who switch
    {
        OnDuty => new("the person on duty", "người trực"),
        StandIn => new("the stand-in", "người trực thay"),
        ShiftLead => new("the shift lead", "trưởng ca"),
        UnitHead => new("the unit head", "trưởng đơn vị"),
        Leader => new("the leader", "lãnh đạo"),
        Fallback => new("the standing fallback", "danh sách dự phòng"),
        _ => new("the named person", "người được chỉ định"),
    };

    public static Bilingual NameOfChannel(string channel) => channel switch
    {
        "mail" => new("mail", "thư"),
        "sms" => new("text message", "tin nhắn"),
        "voice" => new("automatic call", "cuộc gọi tự động"),
        _ => new("phone call", "gọi điện"),
    };
}
