using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>The decision of the second person, as the doors take it.</summary>
/// <param name="Decision">approve or refuse.</param>
/// <param name="ContentHash">What they looked at; they decide about nothing else.</param>
/// <param name="Note">Why; a refusal needs it.</param>
public sealed record DecisionBody(string Decision, string ContentHash, string? Note);

/// <summary>The second of two people decides, once, about exactly what was asked; the act runs in the same transaction.</summary>
public sealed class Deciding(Database database, ApprovedActs acts, TimeProvider clock)
{
    public abstract record Outcome
    {
        public sealed record Decided(ApprovalView Approval) : Outcome;

        public sealed record NoSuchApproval : Outcome;

        public sealed record NotTheirs : Outcome;

        public sealed record SamePerson : Outcome;

        public sealed record Stale : Outcome;

        public sealed record DecidedBefore(string? By, DateTimeOffset? At) : Outcome;
    }

    /// <exception cref="RefusedException">The caller is a mere machine.</exception>
    public async Task<Outcome> DecideAsync(
        Func<Reading, Task<ApprovalRows.Row?>> find, DecisionBody body, Caller caller, CancellationToken cancellation)
    {
        if (caller.Person is not { } person)
            throw new RefusedException(Problems.Forbidden("needs-a-person"));
        return await database.WriteAsync(
            async transaction => await find(transaction) is { } row
                ? await DecideAsync(transaction, row, body, caller, person)
                : new Outcome.NoSuchApproval(),
            cancellation);
    }

    private async Task<Outcome> DecideAsync(Transaction transaction, ApprovalRows.Row row, DecisionBody body, Caller caller, Guid person)
    {
        var (approval, now) = (row.Approval, clock.GetUtcNow());
        var act = acts.Of(approval);
        if (!await act.MayDecideAsync(transaction, approval, caller))
            return new Outcome.NotTheirs();
        if (approval.Needs == Scopes.Admin)
            FreshProof.Require(caller, now);
        if (approval.State != Approval.Open)
            return approval.State == Approval.Void ? new Outcome.Stale() : new Outcome.DecidedBefore(row.DecidedByName ?? row.DecidedBy, row.DecidedAt);
        if (approval.AskedByPerson == person || await KeyHands.HeldAsync(transaction, approval.AskedBy, person, approval.AskedAt)
            || await act.IsAuthorAsync(transaction, approval, person))
            return new Outcome.SamePerson();
        if (body.ContentHash != approval.ContentHash)
            return new Outcome.Stale();
        if (await act.HashNowAsync(transaction, approval) != approval.ContentHash)
        {
            await Asking.VoidAsync(transaction, approval, now, "what was asked for has changed");
            return new Outcome.Stale();
        }
        return await WriteAsync(transaction, act, approval, body, Actor.Of(caller), person);
    }

    private async Task<Outcome> WriteAsync(
        Transaction transaction, IApprovedAct act, Approval approval, DecisionBody body, Actor second, Guid person)
    {
        var (now, isYes) = (clock.GetUtcNow(), body.Decision == "approve");
        var note = body.Note?.Trim() is { Length: > 0 } said ? said : null;
        var isWritten = await Decisions.WriteAsync(
            transaction, approval, isYes ? Approval.Approved : Approval.Refused, second, person, note, now);
        if (isWritten)
            await (isYes ? act.DoAsync(transaction, approval, second, now) : act.RefuseAsync(transaction, approval, second, note ?? "", now));
        var after = await ReadAsync(transaction, approval.Id);
        return isWritten
            ? new Outcome.Decided(ApprovalView.Of(after, null))
            : new Outcome.DecidedBefore(after.DecidedByName ?? after.DecidedBy, after.DecidedAt);
    }

    private static async Task<ApprovalRows.Row> ReadAsync(Reading reading, Guid id) =>
        (await ApprovalRows.OfAsync(reading, "approvals.id = @id", new() { ["id"] = id })).Single();
}
