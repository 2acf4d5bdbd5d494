using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Inbound;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Inbound;

/// <summary>What came in, newest first, with what the desk made of it. Mails are the desk's alone; who audits sees that they came, and of what kind they are.</summary>
public static class ListInbound
{
    public sealed record Query(IReadOnlyList<string> Kinds, string Filters, int Limit, string? Cursor) : IRequest<Page<Item>>;

    /// <param name="Kind">Null while it waits to be handled.</param>
    /// <param name="Delivery">The message that it answers.</param>
    /// <param name="Incident">The incident's number.</param>
    public sealed record Item(
        string Hash, DateTimeOffset ReceivedAt, string? Kind, string Sender, string Subject, string? MessageId, Guid? Delivery, string? Incident,
        DateTimeOffset? HandledAt, string? Note, string? NoteVi)
    {
        /// <summary>As the caller may see it. Also the id of a mail names whose it is, and the note tells it in its own words.</summary>
        public Item For(Caller caller) => caller.SeesContacts ? this : this with { Sender = "", Subject = "", MessageId = null, Note = null, NoteVi = null };
    }

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, Page<Item>>
    {
        public Task<Page<Item>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("inbound", query.Filters, "newest", caller.Id.ToString("D"));
                var after = place.Read(query.Cursor);
                var rows = await reading.QueryAsync<Item>(
                    $"""
                    SELECT inbound_mails.hash, inbound_mails.received_at, inbound_mails.kind, inbound_mails.sender, inbound_mails.subject,
                        inbound_mails.message_id, inbound_mails.delivery_id AS delivery, incidents.number AS incident,
                        inbound_mails.handled_at, inbound_mails.note, inbound_mails.note_vi
                    FROM inbound_mails LEFT JOIN incidents ON incidents.id = inbound_mails.incident_id
                    WHERE (inbound_mails.received_at, inbound_mails.hash) < (@at, @hash)
                    {(query.Kinds.Count == 0 ? "" : "AND inbound_mails.kind IN @kinds")}
                    ORDER BY inbound_mails.received_at DESC, inbound_mails.hash DESC LIMIT @limit
                    """,
                    new { at = after?.Number(0) ?? long.MaxValue, hash = after?.Text(1) ?? "", kinds = query.Kinds, limit = query.Limit + 1L });
                return place.Page(rows, query.Limit, row => [row.ReceivedAt.ToUnixTimeMilliseconds(), row.Hash], row => row.For(caller));
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/inbound", (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var wanted = new Query(query.Words("kind", MailKinds.All), "", query.Limit(), query.Cursor());
            query.Done();
            return sender.Send(wanted with { Filters = query.Filters }, cancellation);
        })
        .Produces<Page<Item>>().Lists("kind").WithSummary("Mails that came in, newest first").NeedsDesk(Scopes.Read);
}
