using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentDesk.People;

/// <summary>The page on which the first administrator is made; without a good link it says only that there is none.</summary>
public static class SetUpDoors
{
    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet("/setup", async (string? token, Database database, TimeProvider clock, CancellationToken cancellation) =>
            token is not null && await IsGoodAsync(database, token, clock.GetUtcNow(), cancellation)
                ? Page(token)
                : Page(null, fault: Texts.SetUpLinkNotGood)).OpenToAll();
        doors.MapPost("/setup", EnterAsync).OpenToAll();
    }

    private static async Task<IResult> EnterAsync(HttpContext http, IMediator mediator, IAntiforgery antiforgery, Database database, TimeProvider clock)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;
        string token = form["token"].ToString(), user = form["user"].ToString().Trim(), name = form["name"].ToString().Trim();
        string password = form["password"].ToString();
        if (!await antiforgery.IsRequestValidAsync(http))
            return Page(token, user, name, Texts.SignInStale);
        // Before anything is looked at that takes long: judging a password is work, and the door stands open to all.
        if (!await IsGoodAsync(database, token, clock.GetUtcNow(), http.RequestAborted))
            return Page(null, fault: Texts.SetUpLinkNotGood);
        if (Forms.Forbidden(form) is { } forbidden)
            return Page(token, user, name, FaultOf(forbidden));
        _ = WireText.TryClean(name, out name);
        if (password != form["again"].ToString())
            return Page(token, user, name, Texts.SetUpPasswordsDiffer);
        try
        {
            return await mediator.Send(SetUpDesk.Command.Of(token, user, name, password), http.RequestAborted) == SetUpDesk.Outcome.SetUp
                ? TypedResults.LocalRedirect("/sign-in")
                : Page(null, fault: Texts.SetUpLinkNotGood);
        }
        catch (SetUpDesk.UserTakenException)
        {
            return Page(token, user, name, Texts.SetUpUserTaken);
        }
        catch (RefusedException refused) when (refused.Problem.Errors is { Count: > 0 } faults)
        {
            return Page(token, user, name, FaultOf(faults[0]));
        }
    }

    private static async Task<bool> IsGoodAsync(Database database, string token, DateTimeOffset now, CancellationToken cancellation) =>
        token.Length is > 0 and < 200 && await database.ReadAsync(reading => SetUpLink.IsGoodAsync(reading, token, now), cancellation);

    private static Text FaultOf(Fault fault) => fault.Path switch
    {
        "/user" => Texts.SetUpUserForm,
        _ => new(fault.MessageVi, fault.Message),
    };

    private static RazorComponentResult<SetUpPage> Page(string? token, string user = "", string name = "", Text? fault = null) =>
        new(new { Token = token, User = user, Name = name, Fault = fault })
        {
            StatusCode = token is null ? StatusCodes.Status404NotFound
                : fault is not null ? StatusCodes.Status400BadRequest
                : StatusCodes.Status200OK,
        };
}
