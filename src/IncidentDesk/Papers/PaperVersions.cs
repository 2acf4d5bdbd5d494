using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>The versions of a paper: added, never changed.</summary>
public static class PaperVersions
{
    public sealed record Row(long N, string Hash, DateTimeOffset At, string ActorKind, Guid? ActorId, string ActorName);

    public sealed record Whole(string Content, string Hash, DateTimeOffset At, string ActorName)
    {
        public PaperContent Read() => PaperContent.FromJson(Content);
    }

    public static async Task<string> AddAsync(Transaction transaction, Guid paper, long n, PaperContent content, Actor actor, Guid? person, DateTimeOffset at)
    {
        var json = content.ToJson();
        var hash = PaperContent.HashOf(json);
        await transaction.ExecuteAsync(
            """
            INSERT INTO paper_versions (paper_id, n, content, hash, at, actor_kind, actor_id, actor_name, person_id)
            VALUES (@paper, @n, @json, @hash, @at, @kind, @actorId, @name, @person)
            """,
            new { paper, n, json, hash, at, kind = actor.Kind, actorId = actor.Id, name = actor.Name, person });
        await AuditTrail.AppendAsync(transaction, actor.Word, "paper.write", paper.ToString("D"), $"version {n} {hash}", at);
        return hash;
    }

    public static Task<IReadOnlyList<Row>> OfAsync(Reading reading, Guid paper) => reading.QueryAsync<Row>(
        "SELECT n, hash, at, actor_kind, actor_id, actor_name FROM paper_versions WHERE paper_id = @paper ORDER BY n", new { paper });

    public static Task<Whole?> FindAsync(Reading reading, Guid paper, long n) => reading.SingleAsync<Whole>(
        "SELECT content, hash, at, actor_name FROM paper_versions WHERE paper_id = @paper AND n = @n", new { paper, n });

    /// <summary>An agency sees the version that was sent, and not what was written on the way to it.</summary>
    public static async Task<bool> MaySeeAsync(Reading reading, PaperRow paper, long n, Caller caller) => caller.IsDesk
        || await reading.SingleAsync<long>("SELECT count(*) FROM paper_sendings WHERE paper_id = @id AND version_n = @n", new { id = paper.Id, n }) > 0;
}
