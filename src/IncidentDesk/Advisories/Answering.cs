using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>Writes one answer: the reply, its history, the audit, and the change that open pages are told.</summary>
internal static class Answering
{
    public static async Task<ReplyView> AnswerAsync(Transaction transaction, AnswerAdvisory.Command command, Caller caller, DateTimeOffset now)
    {
        var row = await ReplyView.RowAsync(transaction, command.Advisory, command.Agency, caller, now) ?? throw new RefusedException(Problems.NotFound());
        if (command.Version != ETags.Any && command.Version != row.Version)
            throw new RefusedException(Problems.Stale());
        var body = Signed(command.Body, caller);
        if (!caller.IsDesk)
            await Cells.SeenAsync(transaction, command.Advisory, row.AgencyId, Actor.Of(caller), now);
        var system = body.System is { } code ? await SystemAsync(transaction, row.AgencyId, code) : "";
        if (row.State == CellMoves.NotSent)
            throw new RefusedException(Problems.Conflict("reply-state").With("replyState", row.State));
        if (system.Length > 0)
            await Cells.AddSystemAsync(transaction, command.Advisory, row.AgencyId, system, new(CellMoves.Sent, row.Number, Actor.Of(caller), "named", now));
        else
            await RefuseContradictionAsync(transaction, command.Advisory, row.AgencyId, body.State, body.Affected);
        await WriteAsync(transaction, new(command.Advisory, row.AgencyId, system, row.Number), body, body.Note, Actor.Of(caller), now);
        if (system.Length > 0)
            await FollowSystemsAsync(transaction, new(command.Advisory, row.AgencyId, "", row.Number), Actor.Of(caller), now);
        await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "advisory.reply", command.Advisory.ToString("D"), $"{row.AgencyId:D} {body.State}", now);
        return (await ReplyView.FindAsync(transaction, command.Advisory, command.Agency, caller, now))!;
    }

    /// <summary>The WHERE clause is the rule: of two who answer at once the second one meets another version.</summary>
    public static async Task WriteAsync(Transaction transaction, Target target, AnswerAdvisory.ReplyBody body, string? note, Actor by, DateTimeOffset now)
    {
        var stood = (await transaction.SingleAsync<StoodRow>(
            "SELECT state, affected FROM advisory_cells WHERE advisory_id = @advisory AND agency_id = @agency AND system_key = @system",
            new { advisory = target.Advisory, agency = target.Agency, system = target.System }))!;
        var from = stood.State;
        // A workaround changes nothing about how many there are: when the patch comes, all of them are to be mended.
        var machines = body.Affected ?? (from == CellMoves.Affected && body.State == CellMoves.Mitigated ? stood.Affected : null);
        if (!CellMoves.Allows(from, body.State))
            throw new RefusedException(Problems.Conflict("reply-state").With("replyState", from));
        var columns = new
        {
            advisory = target.Advisory, agency = target.Agency, system = target.System, from, to = body.State, at = now, affected = machines,
            evidence = body.Evidence?.Trim(), reason = body.Reason?.Trim(), until = body.Until, by = by.Word, name = by.Name, signedBy = body.SignedBy, paper = body.Paper,
        };
        var moves = await transaction.SingleAsync<long>(
            """
            UPDATE advisory_cells SET came_from = state, state = @to, moves = moves + 1, affected = @affected, evidence = @evidence, reason = @reason, until_at = @until,
                answered_at = @at, answered_by = @by, answered_by_name = @name, signed_by = @signedBy, paper = @paper
            WHERE advisory_id = @advisory AND agency_id = @agency AND system_key = @system AND state = @from RETURNING moves
            """,
            columns);
        await transaction.ExecuteAsync(Cells.Insert, new
        {
            columns.advisory, columns.agency, columns.system, n = moves, columns.at, columns.from, columns.to, columns.affected, columns.evidence, columns.reason,
            columns.until, note, columns.signedBy, columns.paper, actor = by.Word, columns.name,
        });
        await transaction.ExecuteAsync(
            "UPDATE advisory_cells SET version = version + 1 WHERE advisory_id = @advisory AND agency_id = @agency AND system_key = ''",
            new { advisory = target.Advisory, agency = target.Agency });
        await Changes.TellAsync(transaction, "advisory", target.Advisory, target.Number, body.State, target.Agency, now);
    }

    /// <summary>
    /// The agency's own reply after one of its systems has moved: figures, matrix and reminders look at it alone, so it hides no system. What it takes from its systems
    /// nobody has signed; its own earlier answer stays in the history.
    /// </summary>
    public static async Task FollowSystemsAsync(Transaction transaction, Target whole, Actor by, DateTimeOffset now)
    {
        var stood = (await transaction.SingleAsync<WholeRow>(
            "SELECT state, affected, evidence, signed_by, paper FROM advisory_cells WHERE advisory_id = @advisory AND agency_id = @agency AND system_key = ''",
            new { advisory = whole.Advisory, agency = whole.Agency }))!;
        var systems = await SystemsAsync(transaction, whole.Advisory, whole.Agency);
        var stands = CellMoves.Beside(stood.State, stood.SignedBy is not null, [.. systems.Select(system => system.State)]);
        // An agency that itself said how many are affected may know of more than its systems say, never of fewer.
        var isItsWord = stood.SignedBy is not null && stood.State == CellMoves.Affected && stands == CellMoves.Affected;
        var machines = isItsWord ? Math.Max(stood.Affected ?? 0, Machines(systems)) : Machines(systems);
        if (stands == stood.State && (stands != CellMoves.Affected || machines == (stood.Affected ?? 0)))
            return;
        foreach (var state in CellMoves.Way(stood.State, stands))
            await WriteAsync(transaction, whole, new()
            {
                State = state, Affected = stands == CellMoves.Affected && machines > 0 ? machines : null, Evidence = isItsWord ? stood.Evidence : null,
                SignedBy = isItsWord ? stood.SignedBy : null, Paper = isItsWord ? stood.Paper : null,
            }, "as its systems stand", by, now);
    }

    /// <summary>As a whole an agency stands no better than one of its systems, and names no fewer machines than they do together.</summary>
    public static async Task RefuseContradictionAsync(Reading reading, Guid advisory, Guid agency, string state, long? affected)
    {
        var systems = await SystemsAsync(reading, advisory, agency);
        var isTooFew = state == CellMoves.Affected && affected < Machines(systems);
        if (systems.FirstOrDefault(system => CellMoves.Contradicts(state, system.State) || (isTooFew && system.State == CellMoves.Affected)) is { } other)
            throw new RefusedException(Problems.Conflict("reply-systems").With("system", other.Code).With("replyState", other.State));
    }

    private static AnswerAdvisory.ReplyBody Signed(AnswerAdvisory.ReplyBody body, Caller caller)
    {
        if (caller.IsDesk && body.Paper is null)
            throw new RefusedException(Problems.Validation(Faults.Saying(
                "/paper", "required", "The agency answers for itself. Enter its answer only with the number and day of the letter that it came by.",
                "Cơ quan tự trả lời. Chỉ nhập thay khi có số, ngày văn bản trả lời của cơ quan.")));
        if (body.SignedBy is null && (caller.IsDesk || caller.Person is null))
            throw new RefusedException(Problems.Validation(Faults.At("/signedBy", "required")));
        return body.SignedBy is null ? body with { SignedBy = caller.SignsAs } : body with { SignedBy = body.SignedBy.Trim() };
    }

    private static async Task<string> SystemAsync(Reading reading, Guid agency, string code) =>
        (await reading.SingleAsync<Guid?>("SELECT id FROM systems WHERE agency_id = @agency AND code = @code", new { agency, code }))?.ToString("D")
        ?? throw new RefusedException(Problems.Validation(Faults.At("/system", "unknown-reference", WireText.Shown(code))));

    private static Task<IReadOnlyList<SystemRow>> SystemsAsync(Reading reading, Guid advisory, Guid agency) => reading.QueryAsync<SystemRow>(
        """
        SELECT systems.code, advisory_cells.state, advisory_cells.affected FROM advisory_cells JOIN systems ON systems.id = advisory_cells.system_key
        WHERE advisory_cells.advisory_id = @advisory AND advisory_cells.agency_id = @agency ORDER BY systems.code
        """,
        new { advisory, agency });

    private static long Machines(IEnumerable<SystemRow> systems) =>
        systems.Where(system => system.State == CellMoves.Affected).Sum(system => system.Affected ?? 0);

    /// <param name="System">Empty for the agency as a whole.</param>
    public sealed record Target(Guid Advisory, Guid Agency, string System, string Number);

    private sealed record SystemRow(string Code, string State, long? Affected);

    private sealed record StoodRow(string State, long? Affected);

    private sealed record WholeRow(string State, long? Affected, string? Evidence, string? SignedBy, string? Paper);
}
