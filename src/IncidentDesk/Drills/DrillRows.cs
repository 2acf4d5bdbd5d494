using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Drills;
using IncidentDesk.Storage;

namespace IncidentDesk.Drills;

/// <summary>The row of a drill.</summary>
/// <param name="WrittenBy">Everybody who wrote at the plan, ids with blanks between.</param>
public sealed record DrillRow(
    Guid Id, string Name, string Kind, string? Goal, string? Scenario, string? Tools, string? Limits, string? ProtectionPlan, DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt, string State, long Moves, string WrittenBy, DateTimeOffset? ApprovedAt, string? ApprovedBy, DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt, string? Summary, string? Reason, DateTimeOffset CreatedAt, long Version)
{
    public DrillPlan PlanWith(int people, int systems) => new(Kind, Goal, people, systems, Tools, Limits, ProtectionPlan, StartsAt, EndsAt);
}

/// <summary>Who may see a drill, and how its state moves.</summary>
public static class DrillRows
{
    public const string Columns =
        """
        drills.id, drills.name, drills.kind, drills.goal, drills.scenario, drills.tools, drills.limits, drills.protection_plan, drills.starts_at, drills.ends_at,
        drills.state, drills.moves, drills.written_by, drills.approved_at, drills.approved_by, drills.started_at, drills.ended_at, drills.summary, drills.reason,
        drills.created_at, drills.version
        """;

    /// <summary>The wall: the desk sees every drill, an agency those that somebody approved and in which it, or one below it, takes part.</summary>
    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"""
          drills.approved_at IS NOT NULL AND (
            EXISTS (SELECT 1 FROM drill_agencies WHERE drill_agencies.drill_id = drills.id AND {caller.MaySee("drill_agencies")})
            OR EXISTS (SELECT 1 FROM drill_systems JOIN systems ON systems.id = drill_systems.system_id WHERE drill_systems.drill_id = drills.id AND {caller.MaySee("systems")}))
          """;

    /// <exception cref="RefusedException">404: there is none, or none that the caller may see.</exception>
    public static async Task<DrillRow> RequireAsync(Reading reading, Guid id, Caller caller) =>
        await reading.SingleAsync<DrillRow>($"SELECT {Columns} FROM drills WHERE drills.id = @id AND {MaySee(caller)}", new { id })
        ?? throw new RefusedException(Problems.NotFound());

    /// <summary>For an act: as the caller read it, and where this step may follow.</summary>
    /// <exception cref="RefusedException">404, 412, or 409 drill-state.</exception>
    public static async Task<DrillRow> RequireAsync(Reading reading, Guid id, Caller caller, long version, string to)
    {
        var row = await RequireAsync(reading, id, caller);
        if (version != ETags.Any && version != row.Version)
            throw new RefusedException(Problems.Stale());
        return DrillStates.IsLegal(row.State, to) ? row : throw new RefusedException(Problems.Conflict("drill-state").With("drillState", row.State));
    }

    /// <summary>Moves it on, and tells history, audit and open pages.</summary>
    /// <param name="set">More columns, with the parameters that are given besides.</param>
    public static async Task MoveAsync(Transaction transaction, DrillRow before, Step step, string set = "", params (string Name, object? Value)[] values)
    {
        var parameters = values.ToDictionary(one => one.Name, one => one.Value);
        (parameters["id"], parameters["to"], parameters["version"]) = (before.Id, step.To, before.Version);
        var moved = await transaction.ExecuteAsync(
            $"UPDATE drills SET came_from = state, state = @to, moves = moves + 1, version = version + 1{set} WHERE id = @id AND version = @version", parameters);
        if (moved == 0)
            throw new RefusedException(Problems.Stale());
        await NoteAsync(transaction, before.Id, before.Moves + 1, before.State, step);
    }

    internal static async Task NoteAsync(Transaction transaction, Guid drill, long n, string? from, Step step)
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO drill_history (drill_id, n, at, from_state, to_state, actor, actor_name, note) VALUES (@drill, @n, @at, @from, @to, @actor, @name, @note)
            """,
            new { drill, n, at = step.At, from, to = step.To, actor = step.By.Word, name = step.By.Name, note = step.Note });
        await AuditTrail.AppendAsync(transaction, step.By.Word, "drill." + step.What, drill.ToString("D"), step.To, step.At);
        await Changes.TellAsync(transaction, "drill", drill, null, step.What, null, step.At);
    }

    /// <param name="What">The audit's verb.</param>
    public sealed record Step(string To, string What, Actor By, DateTimeOffset At, string? Note = null);
}
