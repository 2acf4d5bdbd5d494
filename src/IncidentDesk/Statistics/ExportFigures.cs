using System.Globalization;
using System.Security.Cryptography;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;

namespace IncidentDesk.Statistics;

/// <summary>A report's figures as a file: a workbook, or one long table (CSV). What went out is in the audit with its sum.</summary>
public static class ExportFigures
{
    private static readonly IReadOnlyList<string> Formats = ["xlsx", "csv"];

    public sealed record Query(ShowReportFigures.Query Report, string Format, Language Language) : IRequest<File?>;

    /// <param name="Name">Says of which year, and as known when: <c>annual-2026-20261120-1645.xlsx</c>, in the desk's zone.</param>
    public sealed record File(string Name, byte[] Content);

    public sealed class Handler(ISender sender, Caller caller, DeskSettings settings, AuditBook book) : IRequestHandler<Query, File?>
    {
        public async Task<File?> Handle(Query query, CancellationToken cancellation)
        {
            if (await sender.Send(query.Report, cancellation) is not { } answer)
                return null;
            var sheets = ReportSheets.Of(answer, query.Language, settings.Zone);
            var file = query.Format == "csv" ? Table(sheets) : Workbook.Write(sheets);
            book.Taken(caller, "figures.export", $"{answer.Report}:{answer.Year}", $"exported {query.Format}", Convert.ToHexStringLower(SHA256.HashData(file)));
            var asOf = settings.Zone.Local(answer.AsOf).ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture);
            return new($"{answer.Report}-{answer.Year}-{asOf}.{query.Format}", file);
        }

        private static byte[] Table(IReadOnlyList<Sheet> sheets)
        {
            var (columns, rows) = ReportSheets.Long(sheets);
            return CsvText.Write(columns, rows);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/figures/reports/{report}/export", async (string report, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var (wanted, format) = (ShowReportFigures.Read(report, query), query.Word("format", Formats) ?? Formats[0]);
            var language = query.Word("language", "vi", "en") == "en" ? Language.English : Language.Vietnamese;
            query.Done();
            var file = await sender.Send(new Query(wanted, format, language), cancellation) ?? throw new RefusedException(Problems.NotFound());
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(file.Content, format == "csv" ? "text/csv; charset=utf-8" : Workbook.Kind, file.Name);
        })
        .Produces(StatusCodes.Status200OK, contentType: Workbook.Kind, additionalContentTypes: "text/csv").Asks("year", "asOf", "format", "language")
        .WithSummary("The figures of a report as a workbook or a table").Needs(Scopes.Report, Scopes.Read);
}
