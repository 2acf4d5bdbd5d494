using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.Net.Http.Headers;

namespace IncidentDesk.Evidence;

/// <summary>
/// The content of one file, read through and found to fit its sum each time. It goes out as nothing but bytes to be saved: no browser shows it, runs it, or guesses
/// what it is. What a scanner found infected goes out to the desk alone, and only to whoever says that they know.
/// </summary>
public static class OpenEvidence
{
    public sealed record Query(string Evidence, bool KnowsInfected) : IRequest<Answer>;

    public sealed record Answer(Stream Content, EvidenceRow Evidence);

    public sealed class Handler(Database database, Caller caller, EvidenceFiles files, EvidenceAlarms alarms, AuditBook book) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var row = await database.ReadAsync(reading => EvidenceRow.FindAsync(reading, query.Evidence, caller), cancellation)
                ?? throw new RefusedException(Problems.NotFound());
            if (caller.IsAuditor)
                throw new RefusedException(Problems.Forbidden());
            if (row.Scan == "infected" && !(caller.IsDesk && query.KnowsInfected))
                throw new RefusedException(Problems.Conflict("evidence-infected").With("scanNote", row.ScanNote));
            var content = await files.OpenAsync(row.Hash, cancellation);
            if (content is null)
                await alarms.DamagedAsync(row, cancellation);
            try
            {
                await NoteAsync(row, content is not null, cancellation);
            }
            catch
            {
                if (content is not null)
                    await content.DisposeAsync();
                throw;
            }
            return content is null ? throw new RefusedException(Problems.Conflict("evidence-damaged")) : new(content, row);
        }

        // That something damaged or infected was asked for is on the disk, each by its name, before a byte goes out; the same one again and again is counted, so that no loop fills the audit.
        private async Task NoteAsync(EvidenceRow row, bool isWhole, CancellationToken cancellation)
        {
            if (isWhole && row.Scan != "infected")
                book.Taken(caller, "evidence.open", row.Id.ToString("D"), row.Scan, row.Hash);
            else
                await book.TakenAsync(caller, "evidence.open", row.Id.ToString("D"), isWhole ? row.Scan : "damaged", row.Hash, cancellation);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/evidence/{evidence}/content", async (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var knows = query.Word("infected", "yes") is not null;
            query.Done();
            var answer = await sender.Send(new Query(evidence, knows), cancellation);
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers.CacheControl = "no-store";
            headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(answer.Evidence.Hash))}:";
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(FileNames.ToSave(answer.Evidence.Name));
            headers.ContentDisposition = disposition.ToString();
            http.Response.ContentLength = answer.Evidence.Bytes;
            return Results.Stream(answer.Content, "application/octet-stream");
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").Asks("infected")
        .WithSummary("The content of one file, to be saved").Needs(Scopes.Report, Scopes.Read);
}
