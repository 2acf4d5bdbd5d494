using IncidentDesk.Audit;
using IncidentDesk.Storage;

namespace IncidentDesk.Evidence;

/// <summary>Who held it, when and why, in the order in which it was written down.</summary>
public sealed record Custody(long N, DateTimeOffset At, DateTimeOffset RecordedAt, string Act, string Holder, string Reason, string ActorKind, Guid ActorId, string ActorName)
{
    /// <summary>What a person may record; that a file was received the desk itself writes too.</summary>
    public static readonly IReadOnlyList<string> Acts = ["received", "handed-over", "copied", "examined", "sealed", "returned", "destroyed"];

    public const string Select =
        "SELECT n, at, recorded_at, act, holder, reason, actor_kind, actor_id, actor_name FROM evidence_custody WHERE evidence_id = @evidence";

    public sealed record Line(string Act, string Holder, string Reason, DateTimeOffset At);

    /// <returns>Its number.</returns>
    public static Task<long> WriteAsync(Transaction transaction, Guid evidence, Actor actor, Guid actorId, Line line, DateTimeOffset now) => transaction.SingleAsync<long>(
        """
        INSERT INTO evidence_custody (evidence_id, n, at, recorded_at, act, holder, reason, actor_kind, actor_id, actor_name)
        SELECT @evidence, coalesce(max(n), 0) + 1, @at, @now, @act, @holder, @reason, @kind, @actorId, @name FROM evidence_custody WHERE evidence_id = @evidence
        RETURNING n
        """,
        new { evidence, at = line.At, now, act = line.Act, holder = line.Holder, reason = line.Reason, kind = actor.Kind, actorId, name = actor.Name });
}
