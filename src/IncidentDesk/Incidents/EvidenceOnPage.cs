using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>The files of an incident with who held them, for its page.</summary>
public static class EvidenceOnPage
{
    /// <param name="Above">Also the files of what it was merged into: it takes none itself any more.</param>
    public sealed record Query(Guid Incident, bool Above = false) : IRequest<IReadOnlyList<Item>>;

    public sealed record Item(
        Guid Id, string Name, string? Description, string Tlp, long Bytes, string Hash, DateTimeOffset AddedAt, string AddedByName, string Scan, string? ScanNote)
    {
        public IReadOnlyList<Held> Custody { get; init; } = [];
    }

    public sealed record Held(Guid EvidenceId, DateTimeOffset At, string Act, string Holder, string Reason);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var items = await reading.QueryAsync<Item>(
                $"""
                {(query.Above ? MetObligation.Above : "")}
                SELECT id, name, description, tlp, bytes, hash, added_at, added_by_name, scan, scan_note FROM evidence
                WHERE incident_id {(query.Above ? "IN (SELECT above.id FROM above)" : "= @incident")} AND {caller.MaySee("evidence")} ORDER BY id LIMIT 200
                """,
                new { incident = query.Incident });
            if (items.Count == 0)
                return items;
            var custody = (await reading.QueryAsync<Held>(
                "SELECT evidence_id, at, act, holder, reason FROM evidence_custody WHERE evidence_id IN @ids ORDER BY evidence_id, n",
                new { ids = items.Select(item => item.Id).ToList() })).ToLookup(held => held.EvidenceId);
            return [.. items.Select(item => item with { Custody = [.. custody[item.Id].Select(held => caller.SeesContacts ? held : held with { Holder = "", Reason = "" })] })];
        }, cancellation);
    }
}
