using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Papers.Docx;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Papers;

/// <summary>One version of a paper, as it was written: its answers, as a document for a word processor, as PDF where a program makes one.</summary>
public static class ShowVersion
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Pdf = "application/pdf";

    public sealed record Query(string Paper, string Version) : IRequest<Answer>;

    /// <param name="Draft">Nobody approved this version, and its page says so.</param>
    public sealed record Answer(Guid Paper, string? Incident, string Form, long N, string Hash, DateTimeOffset At, string By, IReadOnlyList<PaperContent.Answer> Answers, Letter Letter, string Text, bool Draft)
    {
        /// <summary>INC-2026-000123_ND331-BC72_v2</summary>
        public string FileName => $"{Incident ?? Paper.ToString("N")[^8..]}_{Form}_v{N}";
    }

    public sealed class Handler(Database database, AuditBook book, Caller caller) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var answer = await database.ReadAsync(reading => ReadAsync(reading, query), cancellation);
            book.Opened(caller, "paper", answer.Paper);
            return answer;
        }

        private async Task<Answer> ReadAsync(Reading reading, Query query)
        {
            var paper = await PaperRow.RequireAsync(reading, query.Paper, caller);
            // Who audits sees that it was written, and its sum; not the words, which name people.
            if (!caller.SeesContacts)
                throw new RefusedException(Problems.Forbidden());
            if (!long.TryParse(query.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || !await PaperVersions.MaySeeAsync(reading, paper, n, caller)
                || await PaperVersions.FindAsync(reading, paper.Id, n) is not { } version)
                throw new RefusedException(Problems.NotFound());
            var content = version.Read();
            return new(paper.Id, paper.Number, paper.Form, n, version.Hash, version.At, version.ActorName, content.Answers, content.Letter, PlainLetter.Write(content.Letter), IsDraft(paper, n));
        }
    }

    // Only the version that a second person approved is more than a draft.
    private static bool IsDraft(PaperRow paper, long n) =>
        n != paper.Latest || paper.State is not (Incidents.PaperState.Approved or Incidents.PaperState.Sending or Incidents.PaperState.Sent);

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/papers/{paper}/versions/{version}", (string paper, string version, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            return sender.Send(new Query(paper, version), cancellation);
        }).Produces<Answer>().WithSummary("One version of a paper as it was written").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/papers/{paper}/versions/{version}.docx", async (string paper, string version, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var answer = await sender.Send(new Query(paper, version), cancellation);
            return File(http, DocxWriter.Write(answer.Letter, answer.Draft), Word, answer.FileName + ".docx");
        }).Produces(StatusCodes.Status200OK, contentType: Word).WithSummary("One version as DOCX, marked DỰ THẢO until it is approved; the same version in the same state has the same bytes").Needs(Scopes.Report, Scopes.Read);
        doors.MapGet("/papers/{paper}/versions/{version}.pdf", async (string paper, string version, HttpContext http, ISender sender, PdfPrinter printer, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var answer = await sender.Send(new Query(paper, version), cancellation);
            return File(http, await printer.PrintAsync(DocxWriter.Write(answer.Letter, answer.Draft), cancellation), Pdf, answer.FileName + ".pdf");
        }).Produces(StatusCodes.Status200OK, contentType: Pdf).WithSummary("One version as PDF, where Papers__LibreOffice names the program").Needs(Scopes.Report, Scopes.Read);
    }

    private static IResult File(HttpContext http, byte[] bytes, string type, string name)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(bytes, type, name);
    }
}
