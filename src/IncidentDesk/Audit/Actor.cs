using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Audit;

/// <summary>Who did it: person, key, or the desk by itself.</summary>
public sealed record Actor(string Kind, Guid? Id, string Name)
{
    public static readonly Actor Desk = new("desk", null, "IncidentDesk");

    public static Actor Of(Caller caller) => new(caller.KindWord, caller.Id, caller.Name);

    /// <summary>As the audit names it.</summary>
    public string Word => Id is { } id ? $"{Kind}:{id:D}" : Kind;
}
