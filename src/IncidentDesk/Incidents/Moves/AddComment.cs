using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Escalation;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Somebody says something about the incident. What an agency says, the agency sees.</summary>
public static class AddComment
{
    private static readonly string[] Visibilities = ["internal", "agency"];

    /// <param name="Visibility">internal (default of the desk) or agency (the only one of an agency).</param>
    public sealed record CommentBody(string Text, string? Visibility = null);

    public sealed record Command(string Incident, CommentBody Body) : IRequest<ShowTimeline.Entry>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Text).TextBetween(1, MoveDoors.MostNote);
            RuleFor(command => command.Body.Visibility).OneOf(Visibilities);
        }
    }

    public sealed class Handler(Database database, Caller caller, Receipts receipts, TimeProvider clock) : IRequestHandler<Command, ShowTimeline.Entry>
    {
        public Task<ShowTimeline.Entry> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, actor, text) = (clock.GetUtcNow(), Actor.Of(caller), command.Body.Text.Trim());
                var incident = await VisibleIncident.RequireAsync(transaction, command.Incident, caller);
                // Asked here and not by the validator: that one is made once, and knows no caller.
                if (!caller.IsDesk && command.Body.Visibility == "internal")
                    throw new RefusedException(Problems.Validation(Faults.At("/visibility", "not-in-list", "agency")));
                if (await transaction.SingleAsync<DateTimeOffset?>("SELECT ended_at FROM incidents WHERE id = @id", new { id = incident.Id }) is not null)
                    throw new RefusedException(Problems.Conflict("not-in-this-status").With("incidentStatus", incident.Status));
                var visibility = command.Body.Visibility ?? (caller.IsDesk ? "internal" : "agency");
                var id = await Timeline.AddAsync(transaction, incident.Id, now, "comment", actor, visibility, text, text);
                if (caller.IsDesk && visibility == "agency")
                    await receipts.PlanNoticeAsync(transaction, incident.Id, incident.AgencyId, id, now);
                await Changes.TellAsync(
                    transaction, "incident", incident.Id, incident.Number, "comment", visibility == "internal" ? null : incident.AgencyId, now);
                await AuditTrail.AppendAsync(transaction, actor.Word, "incident.comment", incident.Id.ToString("D"), visibility, now);
                return new ShowTimeline.Entry(id, now, "comment", new(actor.Kind, actor.Id, actor.Name), visibility, text, text, null);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/incidents/{incident}/comments", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var entry = await sender.Send(new Command(incident, await MoveDoors.ReadAsync<CommentBody>(http, cancellation)), cancellation);
            return Made.Say(http, entry);
        })
        .Accepts<CommentBody>("application/json").Produces<ShowTimeline.Entry>(StatusCodes.Status201Created)
        .WithSummary("Say something about an incident").Needs(Scopes.Report, Scopes.Work);
}
