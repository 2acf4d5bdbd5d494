using System.Globalization;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Escalation.Ladders;

/// <summary>The standing fallback: who is called when no rung that is left has anybody, in their order.</summary>
public static class FallbackRows
{
    private const string Fact = "ladder-fallback-version";

    public static Task PlantAsync(Transaction transaction) => transaction.ExecuteAsync(
        "INSERT INTO desk_facts (name, value) VALUES (@name, '1') ON CONFLICT (name) DO NOTHING", new { name = Fact });

    public static async Task<FallbackView> ReadAsync(Reading reading) => new(
        await reading.QueryAsync<FallbackPerson>(
            """
            SELECT people.id, people.name, people.phone, people.position FROM ladder_fallback
            JOIN people ON people.id = ladder_fallback.person_id WHERE people.disabled_at IS NULL ORDER BY ladder_fallback.place
            """),
        long.Parse(await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact }) ?? "1", CultureInfo.InvariantCulture));

    /// <returns>False when it is no longer the version that was read.</returns>
    public static async Task<bool> ChangeAsync(Transaction transaction, IReadOnlyList<Guid> people, long version)
    {
        var moved = await transaction.ExecuteAsync(
            "UPDATE desk_facts SET value = @next WHERE name = @name AND value = @version",
            new
            {
                name = Fact, version = version.ToString(CultureInfo.InvariantCulture), next = (version + 1).ToString(CultureInfo.InvariantCulture),
            });
        if (moved == 0)
            return false;
        await transaction.ExecuteAsync("DELETE FROM ladder_fallback");
        for (var place = 0; place < people.Count; place++)
            await transaction.ExecuteAsync(
                "INSERT INTO ladder_fallback (place, person_id) VALUES (@place, @person)", new { place, person = people[place] });
        return true;
    }
}

/// <param name="People">Empty: then those who lead the unit are called, and after them who else may decide.</param>
public sealed record FallbackView(IReadOnlyList<FallbackPerson> People, long Version)
{
    /// <summary>Phone numbers only for who may call.</summary>
    public FallbackView For(Caller caller) => caller.SeesContacts ? this : this with { People = [.. People.Select(person => person with { Phone = null })] };
}

public sealed record FallbackPerson(Guid Id, string Name, string? Phone, string? Position);
