namespace IncidentDesk.Rules.Deadlines;

/// <summary>A value that one jurisdiction may have differently from the rest.</summary>
public sealed class ByJurisdiction<T>(T usual, IReadOnlyDictionary<string, T> special)
    where T : class
{
    public T For(string jurisdiction) => special.TryGetValue(jurisdiction, out var own) ? own : usual;
}
