using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Sharing;

/// <summary>The sharing register, newest first, and the same as a table.</summary>
public static class ListSharing
{
    private const int MostLines = 10_000;

    public sealed record Query(SharingFilter Filter, int Limit, string? Cursor) : IRequest<Page<SharingRecord>>;

    public sealed record TableQuery(SharingFilter Filter) : IRequest<byte[]>;

    public sealed class Handler(Database database, Caller caller, AuditBook book) : IRequestHandler<Query, Page<SharingRecord>>, IRequestHandler<TableQuery, byte[]>
    {
        public Task<Page<SharingRecord>> Handle(Query query, CancellationToken cancellation) =>
            database.ReadAsync(async reading =>
            {
                var place = new ListPlace("sharing", query.Filter.ToString(), "newest", caller.Id.ToString("D"));
                var position = place.Read(query.Cursor);
                var rows = await SharingRows.ReadAsync(reading, query.Filter, position is null ? null : (position.Number(0), position.Text(1)), query.Limit + 1);
                return place.Page(rows, query.Limit, row => [row.At.ToUnixTimeMilliseconds(), row.Id], Shown);
            }, cancellation);

        public async Task<byte[]> Handle(TableQuery query, CancellationToken cancellation)
        {
            var rows = await database.ReadAsync(reading => SharingRows.ReadAsync(reading, query.Filter, null, MostLines), cancellation);
            book.Taken(caller, "sharing.export", "register", "exported csv");
            return CsvText.Write(
                ["at", "kind", "what", "recipient", "centre", "tlp", "channel", "cause", "proof", "by", "drill"],
                rows.Select(Shown).Select(row => (IReadOnlyList<string>)
                [
                    Instants.Write(row.At), row.Kind, row.What, row.Recipient, row.Centre ?? "", row.Tlp, row.Channel, row.Cause, row.Proof, row.By ?? "", row.Drill ? "yes" : "",
                ]));
        }

        // Of a call or a handover the proof is what a person wrote down, names and all; who audits has the message by its id, which stands in a Message-ID too.
        // Addresses are in answers, and in what was entered by hand.
        private SharingRecord Shown(SharingRecord row) => caller.SeesContacts ? row : row with
        {
            What = Withheld.WithoutAddresses(row.What), Recipient = Withheld.WithoutAddresses(row.Recipient), Cause = Withheld.WithoutAddresses(row.Cause),
            Proof = row.Kind == "delivery" && (PersonChannels.Has(row.Channel) || row.Proof.StartsWith('<')) ? row.Id : Withheld.WithoutAddresses(row.Proof),
        };
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/sharing-records", (HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                var query = QueryString.Of(http.Request);
                var wanted = new Query(SharingFilter.Read(query), query.Limit(), query.Cursor());
                query.Done();
                return sender.Send(wanted, cancellation);
            })
            .Produces<Page<SharingRecord>>().Lists(SharingFilter.Names).WithSummary("What was shared with whom, newest first").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
        doors.MapGet("/sharing-records/export", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                var query = QueryString.Of(http.Request);
                var filter = SharingFilter.Read(query);
                query.Done();
                http.Response.Headers.CacheControl = "no-store";
                return Results.File(await sender.Send(new TableQuery(filter), cancellation), "text/csv; charset=utf-8", "sharing.csv");
            })
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").Asks(SharingFilter.Names).WithSummary("The sharing register as a table").NeedsDesk(Scopes.Read, Scopes.Work, Scopes.Admin);
    }
}
