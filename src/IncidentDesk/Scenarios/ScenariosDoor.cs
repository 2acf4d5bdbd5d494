using System.Globalization;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Scenarios;
using IncidentDesk.Shell;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.Scenarios;

/// <summary>The pages of reviews: the list, and one with what changed and the form that says it was done. They work without script.</summary>
public static class ScenariosDoor
{
    private static readonly IReadOnlyDictionary<string, Text> Labels = new Dictionary<string, Text>
    {
        ["/reviewedOn"] = Texts.ScenarioReviewedOn, ["/document"] = Texts.ScenarioDocument, ["/note"] = Texts.NoteOptional,
    };

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/scenario-reviews", async (HttpContext http, ISender sender) =>
        {
            var query = Pipeline.QueryString.Of(http.Request);
            var place = new ScenarioPlace(query.Words("state", ScenarioTerm.States), query.Text("system", 60), query.Text("agency", 60), query.Text("cursor", 2000));
            query.Done();
            return new RazorComponentResult<ScenariosPage>(new
            {
                Now = await sender.Send(new ListScenarioReviews.Query(place.Wanted, place.System, place.Agency, 50, place.Cursor), http.RequestAborted), Place = place,
            });
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapGet("/scenario-reviews/{review:guid}", (Guid review, HttpContext http, ISender sender) =>
        {
            Pipeline.QueryString.Of(http.Request).Done();
            return PageAsync(review, http, sender, [], null);
        }).Needs(Scopes.Report, Scopes.Read).ExcludeFromDescription();
        doors.MapPost("/scenario-reviews/{review:guid}/settlement", async (Guid review, HttpContext http, ISender sender, IAntiforgery antiforgery) =>
        {
            // What is foreign is missing before anything of the form is looked at.
            await sender.Send(new ShowScenarioReview.Query(review), http.RequestAborted);
            IFormCollection? said = null;
            var faults = await Forms.SendAsync(http, antiforgery, form => sender.Send(
                new SettleScenarioReview.Command(review, BodyOf(said = form), Forms.Number(form, "version")), http.RequestAborted), Labels);
            return faults.Count == 0 ? TypedResults.LocalRedirect($"/scenario-reviews/{review:D}") : await PageAsync(review, http, sender, faults, said);
        }).Needs(Scopes.Report, Scopes.Work).ExcludeFromDescription();
    }

    private static SettleScenarioReview.ScenarioReviewBody BodyOf(IFormCollection form) =>
        new(Day(Forms.Said(form, "reviewedOn")), Forms.Of(form, "document"), Forms.Said(form, "note"));

    private static DateOnly Day(string? text) =>
        text is null ? throw new RefusedException(Problems.Validation(Faults.At("/reviewedOn", "required")))
        : DateOnly.TryParseExact(text, ["yyyy-MM-dd", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new RefusedException(Problems.Validation(Faults.At("/reviewedOn", "bad-format", "31/12/2026")));

    private static async Task<IResult> PageAsync(Guid review, HttpContext http, ISender sender, IReadOnlyList<Text> faults, IFormCollection? said) =>
        new RazorComponentResult<ScenarioPage>(new
        {
            Review = await sender.Send(new ShowScenarioReview.Query(review), http.RequestAborted), Faults = faults, Said = said,
            IsTheirs = await sender.Send(new SettleScenarioReview.Question(review), http.RequestAborted),
        }) { StatusCode = Forms.StatusOf(faults) };
}

/// <summary>What the address of the list says.</summary>
public sealed record ScenarioPlace(IReadOnlyList<string> State, string? System, string? Agency, string? Cursor)
{
    /// <summary>What is owed, where nobody asks for anything; of one system all there is.</summary>
    public IReadOnlyList<string> Wanted => State.Count > 0 || System is not null ? State : [ScenarioTerm.Open, ScenarioTerm.Overdue];
}
