using FluentValidation;
using IncidentDesk.Approvals;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person closes or rejects an incident. With something still owed to the law, a second person must agree first.</summary>
public static class EndIncident
{
    private static readonly string[] Closings = ["confirmed", "unidentified", "transferred", "deferred"];

    private static readonly string[] Rejections =
    [
        "insufficient-data", "faulty-indicator", "misconfiguration", "scan-probe", "failed-attempt", "refuted", "out-of-scope", "test", "spam",
    ];

    public sealed record ClosureBody(string Disposition, string Summary);

    public sealed record RejectionBody(string Disposition, string Reason);

    public sealed record Command(string Incident, Ending Ending, long Version) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Ended(Casework.Answer Answer) : Outcome;

        public sealed record Asked(Approval Approval) : Outcome;
    }

    public sealed record AskedAnswer(ApprovalBrief Approval);

    /// <summary>Of the command, so that the API's door and the page's form pass the same.</summary>
    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Ending.Disposition).OneOf(Closings).When(IsClosing).OverridePropertyName("/disposition");
            RuleFor(command => command.Ending.Disposition).OneOf(Rejections).Unless(IsClosing).OverridePropertyName("/disposition");
            RuleFor(command => command.Ending.Text).TextBetween(1, MoveDoors.MostNote).When(IsClosing).OverridePropertyName("/summary");
            RuleFor(command => command.Ending.Text).TextBetween(1, MoveDoors.MostNote).Unless(IsClosing).OverridePropertyName("/reason");
        }

        private static bool IsClosing(Command command) => command.Ending.Status == Ending.Closed;
    }

    public sealed class Handler(Database database, Casework casework, AllSimulated simulated, Retractions retractions, Duties duties) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            casework.RequirePerson();
            return database.WriteAsync(transaction => EndAsync(transaction, command), cancellation);
        }

        private async Task<Outcome> EndAsync(Transaction transaction, Command command)
        {
            var step = await casework.HoldAsync(transaction, command.Incident, command.Version);
            command.Ending.RefuseWhereItMayNot(step);
            await Preserved.RefuseAsync(transaction, step.Incident.Id);
            await duties.OpenAsync(transaction, step.Incident.Id, step.Now, command.Ending.Text);
            await command.Ending.RefuseWithoutFinalReportAsync(step);
            if (await Ending.OwedAsync(transaction, step.Incident.Id) is { Count: > 0 } owed)
                return new Outcome.Asked(await command.Ending.AskAsync(step, owed));
            await command.Ending.DoAsync(step, retractions, simulated.IsSo);
            return new Outcome.Ended(await Casework.AnswerAsync(step));
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/incidents/{incident}/closure", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ClosureBody>(http, cancellation);
            return Say(http, await sender.Send(
                new Command(incident, new(Ending.Closed, body.Disposition, body.Summary.Trim()), version), cancellation));
        }).Accepts<ClosureBody>("application/json").Produces<IncidentView>().Produces<AskedAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Close an incident").NeedsDesk(Scopes.Work);
        doors.MapPut("/incidents/{incident}/rejection", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<RejectionBody>(http, cancellation);
            return Say(http, await sender.Send(
                new Command(incident, new(Ending.Rejected, body.Disposition, body.Reason.Trim()), version), cancellation));
        }).Accepts<RejectionBody>("application/json").Produces<IncidentView>().Produces<AskedAnswer>(StatusCodes.Status202Accepted)
            .WithSummary("Say that it was no incident").NeedsDesk(Scopes.Work);
    }

    /// <summary>Done: the incident as it is now. Asked for: 202, and what waits for the second person.</summary>
    internal static IResult Say(HttpContext http, Outcome outcome) => outcome switch
    {
        Outcome.Ended ended => MoveDoors.Say(http, ended.Answer),
        Outcome.Asked asked => Results.Json(new AskedAnswer(asked.Approval.Brief), Json.Options, statusCode: StatusCodes.Status202Accepted),
        _ => throw new InvalidOperationException("An ending is done or asked for."),
    };
}
