using IncidentDesk.Audit;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>Who plays in the stories: the agencies with their keys, and the people of the desk.</summary>
internal sealed record DemoCast(
    IReadOnlyDictionary<string, Guid> Agencies, IReadOnlyDictionary<string, DemoCast.Key> Keys, IReadOnlyDictionary<string, Actor> People)
{
    public sealed record Key(Guid Id, string Name, string? Agency);

    public Actor Responder(string story) => People[story[^1] % 2 == 0 ? "truc1" : "truc2"];

    public Actor ShiftLead => People["truongca"];

    public Actor UnitHead => People["truongphong"];

    public static Task<DemoCast> FindAsync(Database database, CancellationToken cancellation) => database.ReadAsync(async reading =>
    {
        var agencies = await reading.QueryAsync<Named>("SELECT id, code AS name FROM agencies");
        var keys = await reading.QueryAsync<Key>(
            "SELECT keys.id, keys.name, agencies.code AS agency FROM keys JOIN agencies ON agencies.id = keys.agency_id");
        var people = await reading.QueryAsync<Person>("SELECT id, user_name, name FROM people");
        return new DemoCast(
            agencies.ToDictionary(one => one.Name, one => one.Id), keys.ToDictionary(key => key.Agency!),
            people.ToDictionary(person => person.UserName, person => new Actor("person", person.Id, person.Name)));
    }, cancellation);

    private sealed record Named(Guid Id, string Name);

    private sealed record Person(Guid Id, string UserName, string Name);
}
