using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Inbound;

/// <summary>A mail exactly as it came, as a file to take away: nothing of it is ever shown by the desk itself.</summary>
public static class ShowInbound
{
    private const string MediaType = "message/rfc822";

    public sealed record Query(string Hash) : IRequest<byte[]?>;

    public sealed class Handler(Database database, KeptMails kept, Caller caller, TimeProvider clock) : IRequestHandler<Query, byte[]?>
    {
        public async Task<byte[]?> Handle(Query query, CancellationToken cancellation)
        {
            // Who wrote it and every word are in it: who audits has its sum in the list.
            if (!caller.SeesContacts)
                throw new RefusedException(Problems.Forbidden());
            // The name of a file is made of it: only what the desk itself has noted is ever looked for.
            var isKnown = await database.ReadAsync(reading => reading.SingleAsync<string>(
                "SELECT hash FROM inbound_mails WHERE hash = @hash", new { hash = query.Hash }), cancellation) is not null;
            if (!isKnown || await kept.ReadAsync(query.Hash, cancellation) is not { } raw)
                return null;
            await database.WriteAsync(
                transaction => AuditTrail.AppendAsync(
                    transaction, Actor.Of(caller).Word, "inbound.open", query.Hash, "opened", clock.GetUtcNow()),
                cancellation);
            return raw;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/inbound/{hash}", async (string hash, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var raw = await sender.Send(new Query(hash), cancellation) ?? throw new RefusedException(Problems.NotFound());
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(raw, MediaType, $"{hash}.eml");
        })
        .Produces(StatusCodes.Status200OK, contentType: MediaType).WithSummary("One mail as it came").NeedsDesk(Scopes.Read);
}
