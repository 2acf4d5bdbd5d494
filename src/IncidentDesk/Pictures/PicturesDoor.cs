using IncidentDesk.Agencies.Csv;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Pictures;

/// <summary>Pictures of what happened, each with its definition and its numbers; the same as files; and the report on the situation, for two sheets of paper.</summary>
public static class PicturesDoor
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/pictures", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            query.Text("refresh");
            query.Done();
            return new RazorComponentResult<PicturesPage>(new { Facts = await sender.Send(new ReadPictures.Query(), http.RequestAborted) });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        foreach (var name in PictureTables.Names)
            doors.MapGet($"/pictures/{name}.csv", async (HttpContext http, ISender sender, Reader reader, AuditBook book) =>
            {
                Pipeline.QueryString.Of(http.Request).Done();
                var table = PictureTables.Of(await sender.Send(new ReadPictures.Query(), http.RequestAborted), name, reader.Language);
                book.Taken(Caller.Of(http), "picture.export", name, "exported csv");
                return TypedResults.Bytes(CsvText.Write([.. table.Columns.Select(reader.Say)], table.Rows), "text/csv; charset=utf-8", $"{name}.csv");
            }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/sitrep", async (HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return new RazorComponentResult<SitrepPage>(new
            {
                Facts = await sender.Send(new ReadPictures.Query(), http.RequestAborted), Now = await sender.Send(new ReadSituation.Query(), http.RequestAborted),
            });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
    }
}
