using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>One step of replies: where to, and what is told of it.</summary>
/// <param name="Number">Of the letter, as open pages are told it.</param>
/// <param name="Note">Why; kept in the history.</param>
public sealed record CellStep(string To, string Number, Actor By, string Note, DateTimeOffset At);

/// <summary>The life of replies. A state is written here and in <see cref="Answering"/>, and each step has its row in the history, which names a legal move or is refused.</summary>
public static class Cells
{
    /// <summary>Moves every reply that the condition finds, of one letter or of many agencies at once.</summary>
    /// <param name="condition">Over advisory_cells; it names the states from which the step is legal.</param>
    /// <returns>Which agencies' replies moved, those of single systems included.</returns>
    public static async Task<IReadOnlyList<Moved>> MoveManyAsync(Transaction transaction, string condition, Dictionary<string, object?> parameters, CellStep step)
    {
        parameters["to"] = step.To;
        var moved = await transaction.QueryAsync<Moved>(
            $"""
            UPDATE advisory_cells SET came_from = state, state = @to, moves = moves + 1, version = version + 1, until_at = NULL WHERE {condition}
            RETURNING advisory_id, agency_id, system_key, moves, came_from, affected, evidence, reason
            """,
            parameters);
        if (moved.Count == 0)
            return moved;
        await transaction.ExecuteAllAsync(Insert, moved.Select(one => (object)new
        {
            advisory = one.AdvisoryId, agency = one.AgencyId, system = one.SystemKey, n = one.Moves, at = step.At, from = one.CameFrom, to = step.To,
            affected = one.Affected, evidence = one.Evidence, reason = one.Reason, until = (DateTimeOffset?)null, note = step.Note, signedBy = (string?)null,
            paper = (string?)null, actor = step.By.Word, name = step.By.Name,
        }));
        foreach (var agencies in moved.GroupBy(one => (one.AdvisoryId, one.AgencyId)))
            await Changes.TellAsync(transaction, "advisory", agencies.Key.AdvisoryId, step.Number, step.To, agencies.Key.AgencyId, step.At);
        foreach (var advisory in moved.Select(one => one.AdvisoryId).Distinct())
            await AuditTrail.AppendAsync(transaction, step.By.Word, "advisory.move", advisory.ToString("D"), $"{moved.Count(one => one.AdvisoryId == advisory)} to {step.To}: {step.Note}", step.At);
        foreach (var (advisory, agency) in moved.Where(one => one.SystemKey.Length > 0).Select(one => (one.AdvisoryId, one.AgencyId)).Distinct())
            await Answering.FollowSystemsAsync(transaction, new(advisory, agency, "", step.Number), step.By, step.At);
        return moved;
    }

    /// <summary>New replies, one for each agency: sent, or not sent as long as an embargo lasts.</summary>
    public static async Task AddAsync(Transaction transaction, Guid advisory, IReadOnlyList<Guid> agencies, CellStep step)
    {
        await transaction.ExecuteAllAsync(
            """
            INSERT INTO advisory_cells (advisory_id, agency_id, system_key, state, moves, version) VALUES (@advisory, @agency, '', @state, 1, 1)
            """,
            agencies.Select(agency => (object)new { advisory, agency, state = step.To }));
        await transaction.ExecuteAllAsync(Insert, agencies.Select(agency => (object)Birth(advisory, agency, "", step)));
        if (step.To != Rules.Advisories.CellMoves.NotSent)
            foreach (var agency in agencies)
                await Changes.TellAsync(transaction, "advisory", advisory, step.Number, step.To, agency, step.At);
    }

    /// <summary>The agency has it before its eyes; the first time counts.</summary>
    public static Task SeenAsync(Transaction transaction, Guid advisory, Guid agency, Actor by, DateTimeOffset at) => transaction.ExecuteAsync(
        "UPDATE advisory_cells SET seen_at = @at, seen_by = @by WHERE advisory_id = @advisory AND agency_id = @agency AND system_key = '' AND seen_at IS NULL",
        new { advisory, agency, by = by.Word, at });

    /// <summary>The reply of one system begins where the agency's does, when somebody first says something of it.</summary>
    public static async Task AddSystemAsync(Transaction transaction, Guid advisory, Guid agency, string system, CellStep step)
    {
        var added = await transaction.ExecuteAsync(
            """
            INSERT INTO advisory_cells (advisory_id, agency_id, system_key, state, moves, version) VALUES (@advisory, @agency, @system, @state, 1, 1)
            ON CONFLICT (advisory_id, agency_id, system_key) DO NOTHING
            """,
            new { advisory, agency, system, state = step.To });
        if (added == 1)
            await transaction.ExecuteAsync(Insert, Birth(advisory, agency, system, step));
    }

    internal const string Insert =
        """
        INSERT INTO advisory_history (advisory_id, agency_id, system_key, n, at, from_state, to_state, affected, evidence, reason, until_at, note, signed_by, paper,
            actor, actor_name)
        VALUES (@advisory, @agency, @system, @n, @at, @from, @to, @affected, @evidence, @reason, @until, @note, @signedBy, @paper, @actor, @name)
        """;

    private static object Birth(Guid advisory, Guid agency, string system, CellStep step) => new
    {
        advisory, agency, system, n = 1L, at = step.At, from = (string?)null, to = step.To, affected = (long?)null, evidence = (string?)null, reason = (string?)null,
        until = (DateTimeOffset?)null, note = step.Note, signedBy = (string?)null, paper = (string?)null, actor = step.By.Word, name = step.By.Name,
    };

    public sealed record Moved(
        Guid AdvisoryId, Guid AgencyId, string SystemKey, long Moves, string CameFrom, long? Affected, string? Evidence, string? Reason);
}
