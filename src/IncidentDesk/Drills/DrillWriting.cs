using IncidentDesk.Agencies;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Drills;

/// <summary>Writes the plan of a drill with those who take part.</summary>
internal static class DrillWriting
{
    public const string Columns =
        """
        name = @name, kind = @kind, goal = @goal, scenario = @scenario, tools = @tools, limits = @limits, protection_plan = @protectionPlan, starts_at = CAST(@startsAt AS BIGINT),
        ends_at = CAST(@endsAt AS BIGINT), written_by = @writtenBy
        """;

    /// <summary>Who wrote the plan: the person behind a key, where there is one. They do not approve it.</summary>
    public static string WriterOf(Caller caller) => (caller.Person ?? caller.Id).ToString("D");

    /// <param name="writers">Who wrote at the plan before: none of them approves it.</param>
    public static (string Name, object? Value)[] Values(DrillBody body, Caller caller, string writers = "") =>
    [
        ("name", body.Name.Trim()), ("kind", body.Kind), ("goal", Text(body.Goal)), ("scenario", Text(body.Scenario)), ("tools", Text(body.Tools)),
        ("limits", Text(body.Limits)), ("protectionPlan", Text(body.ProtectionPlan)), ("startsAt", body.Window?.From.ToUniversalTime()), ("endsAt", body.Window?.To.ToUniversalTime()),
        ("writtenBy", string.Join(' ', writers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(WriterOf(caller)).Distinct())),
    ];

    public static async Task<Guid> AddAsync(Transaction transaction, DrillBody body, Caller caller, DrillRows.Step step)
    {
        var id = Ids.Next(step.At);
        var parts = await PartsAsync(transaction, body, caller);
        var parameters = Values(body, caller).ToDictionary(one => one.Name, one => one.Value);
        (parameters["id"], parameters["now"]) = (id, step.At);
        await transaction.ExecuteAsync(
            """
            INSERT INTO drills (id, name, kind, goal, scenario, tools, limits, protection_plan, starts_at, ends_at, state, moves, written_by, created_at, version)
            VALUES (@id, @name, @kind, @goal, @scenario, @tools, @limits, @protectionPlan, CAST(@startsAt AS BIGINT), CAST(@endsAt AS BIGINT), 'draft', 1, @writtenBy, @now, 1)
            """,
            parameters);
        await WritePartsAsync(transaction, id, parts);
        await DrillRows.NoteAsync(transaction, id, 1, null, step);
        return id;
    }

    /// <exception cref="RefusedException">400 unknown-reference: somebody or something that is named is not there.</exception>
    public static async Task<Parts> PartsAsync(Transaction transaction, DrillBody body, Caller caller)
    {
        var faults = new List<Fault>();
        var (people, agencies, systems) = (new HashSet<Guid>(), new HashSet<Guid>(), new HashSet<Guid>());
        foreach (var (person, n) in (body.People ?? []).Select((person, n) => (person, n)))
            Keep(people, await transaction.SingleAsync<Guid?>(
                "SELECT id FROM people WHERE id = @person AND agency_id IS NULL AND disabled_at IS NULL", new { person }), $"/people/{n}", person);
        foreach (var (code, n) in (body.Agencies ?? []).Select((code, n) => (code, n)))
            Keep(agencies, await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code }), $"/agencies/{n}", WireText.Shown(code));
        foreach (var (named, n) in (body.Systems ?? []).Select((named, n) => (named, n)))
            Keep(systems, (await SystemView.FindAsync(transaction, named, caller))?.Id, $"/systems/{n}", WireText.Shown(named));
        return faults.Count == 0 ? new(people, agencies, systems) : throw new RefusedException(Problems.Validation(faults));

        void Keep(HashSet<Guid> found, Guid? id, string path, object named)
        {
            if (id is { } known && known != Guid.Empty)
                found.Add(known);
            else
                faults.Add(Faults.At(path, "unknown-reference", named));
        }
    }

    public static async Task WritePartsAsync(Transaction transaction, Guid drill, Parts parts)
    {
        await transaction.ExecuteAsync("DELETE FROM drill_people WHERE drill_id = @drill", new { drill });
        await transaction.ExecuteAsync("DELETE FROM drill_agencies WHERE drill_id = @drill", new { drill });
        await transaction.ExecuteAsync("DELETE FROM drill_systems WHERE drill_id = @drill", new { drill });
        foreach (var person in parts.People)
            await transaction.ExecuteAsync("INSERT INTO drill_people (drill_id, person_id) VALUES (@drill, @person)", new { drill, person });
        foreach (var agency in parts.Agencies)
            await transaction.ExecuteAsync("INSERT INTO drill_agencies (drill_id, agency_id) VALUES (@drill, @agency)", new { drill, agency });
        foreach (var system in parts.Systems)
            await transaction.ExecuteAsync("INSERT INTO drill_systems (drill_id, system_id) VALUES (@drill, @system)", new { drill, system });
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    public sealed record Parts(IReadOnlyCollection<Guid> People, IReadOnlyCollection<Guid> Agencies, IReadOnlyCollection<Guid> Systems);
}
