using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Watch;

/// <summary>One thing that the watchdog looks for. It reads and says what it found; it never mends.</summary>
public interface IWatch
{
    Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now);
}

/// <summary>Something that should not be: an alarm as long as it lasts.</summary>
/// <param name="Kind">The alarm's kind: watchdog, seal, restored, audit.</param>
/// <param name="Subject">One word for the cause; with <c>@node</c> where only that node knows it.</param>
public sealed record Trouble(string Kind, string Severity, string Subject, string Text, string TextVi)
{
    public const string Watchdog = "watchdog", Seal = "seal", Restored = "restored", Audit = "audit";

    /// <summary>The kinds that the watchdog raises and ends.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Watchdog, Seal, Restored, Audit];
}
