using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>Everything of one escalation as one file that proves itself: what was sent to whom, what came back, who decided what.</summary>
public static class ShowDossier
{
    public sealed record Query(string Incident) : IRequest<Answer>;

    /// <param name="Zip">At its beginning; its file is gone when it is closed.</param>
    public sealed record Answer(Stream Zip, string Number);

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, DeskNames desk, AuditBook book, TimeProvider clock)
        : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var zip = Spool();
            try
            {
                var (incident, sum) = await database.ReadAsync(reading => WriteAsync(reading, query, zip), cancellation);
                book.Taken(caller, "dossier.export", incident.Id.ToString("D"), "exported", sum);
                zip.Position = 0;
                return new(zip, incident.Number);
            }
            catch
            {
                await zip.DisposeAsync();
                throw;
            }
        }

        private async Task<(VisibleIncident Incident, string Sum)> WriteAsync(Reading reading, Query query, Stream zip)
        {
            var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
            using var dossier = new DossierFile(zip, incident.Number);
            var summary = await new DossierReading(reading, caller, dossier, settings.DataDirectory).WriteAsync(incident.Id);
            dossier.Add("index.html", new DossierIndex(summary, new Times(desk.Zone)).Write(), summary.AsOf);
            return (incident, dossier.Close(summary.AsOf));
        }

        // A slow caller must hold no snapshot open, so the file is whole before it is sent. Its name is gone at once: a crash leaves nothing.
        private FileStream Spool()
        {
            var path = Path.Combine(settings.DataDirectory, $"dossier-{Ids.Next(clock.GetUtcNow()):N}.partial");
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 16);
            File.Delete(path);
            return file;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/dossier", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var answer = await sender.Send(new Query(incident), cancellation);
            http.Response.Headers.CacheControl = "no-store";
            return Results.Stream(answer.Zip, "application/zip", $"{answer.Number}.zip");
        })
        .Produces(StatusCodes.Status200OK, contentType: "application/zip")
        .WithSummary("One export of everything of one incident, with its sums").Needs(Scopes.Report, Scopes.Read);
}
