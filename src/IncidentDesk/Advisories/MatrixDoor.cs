using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Advisories;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Advisories;

/// <summary>The matrix at /advisories/matrix. What it shows stands in its address.</summary>
public static class MatrixDoor
{
    public static void Map(IEndpointRouteBuilder doors) => doors.MapGet("/advisories/matrix", async (HttpContext http, ISender sender, Forms forms) =>
    {
        var query = Pipeline.QueryString.Of(http.Request);
        var (day, left) = (query.Text("asOf", 40), query.Text("left"));
        var wanted = new ShowMatrix.Query(
            query.Word("kind", Words.AgencyKinds), query.Text("parent", 60), query.Word("state", CellMoves.States), left == "1", forms.EndOf(day));
        query.Done();
        var matrix = await sender.Send(wanted, http.RequestAborted);
        return new RazorComponentResult<MatrixPage>(new { Now = new MatrixPage.State(matrix, wanted, day) });
    }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
}
