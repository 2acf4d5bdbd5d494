using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>What was sent while the report was being written is given to the incident that came of it.</summary>
public static class GiveEvidence
{
    /// <param name="Incident">Its number or id.</param>
    public sealed record GivingBody(string Incident);

    public sealed record Command(string Evidence, GivingBody Body) : IRequest<EvidenceView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Incident).TextBetween(1, 60);
    }

    public sealed class Handler(Database database, Caller caller, EvidenceRoom room, TimeProvider clock) : IRequestHandler<Command, EvidenceView>
    {
        public Task<EvidenceView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, actor) = (clock.GetUtcNow(), Actor.Of(caller));
                var row = await EvidenceRow.FindAsync(transaction, command.Evidence, caller) ?? throw new RefusedException(Problems.NotFound());
                if (row.IncidentId is not null)
                    throw new RefusedException(Problems.Conflict("not-in-this-status") with
                    {
                        Detail = "This file belongs to an incident already.", DetailVi = "Tệp này đã thuộc một sự cố.",
                    });
                var incident = await RequireAsync(transaction, command.Body.Incident);
                await GiveAsync(transaction, room, row, incident, actor, now);
                return (await EvidenceRow.FindAsync(transaction, command.Evidence, caller))!.ToView();
            }, cancellation);

        // The address names the file; an incident that one may not see is an unknown word of the body.
        private async Task<EvidenceOf> RequireAsync(Transaction transaction, string incident)
        {
            try
            {
                return await EvidenceOf.RequireAsync(transaction, incident, caller);
            }
            catch (RefusedException refused) when (refused.Problem.Status == StatusCodes.Status404NotFound)
            {
                throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference", incident)));
            }
        }
    }

    /// <summary>As part of a larger transaction, in the name of whoever sent it.</summary>
    public static async Task GiveAsync(Transaction transaction, EvidenceRoom room, EvidenceRow row, EvidenceOf incident, Actor actor, DateTimeOffset now)
    {
        await EvidenceOf.GiveAsync(transaction, room, row.Id, incident, actor, now);
        // Sent before anybody knew of which incident: it is kept as close as the closer of the two marks.
        if (TlpRules.IsStricter(incident.Tlp, row.Tlp))
            await transaction.ExecuteAsync("UPDATE evidence SET tlp = @tlp WHERE id = @id", new { tlp = incident.Tlp, id = row.Id });
        if (row.AgencyId != incident.AgencyId)
        {
            await EvidenceRoom.GiveBackAsync(transaction, row.AgencyId, row.Bytes);
            await room.TakeAsync(transaction, (Guid?)incident.AgencyId, row.Bytes);
        }
        await AuditTrail.AppendAsync(transaction, actor.Word, "evidence.give", row.Id.ToString("D"), incident.Id.ToString("D"), now);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/evidence/{evidence}/incident", async (string evidence, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = (await Body.ReadAsync<GivingBody>(http, 4096, cancellation)).Value;
            return Results.Json(await sender.Send(new Command(evidence, body), cancellation), Json.Options);
        })
        .Accepts<GivingBody>("application/json").Produces<EvidenceView>().WithSummary("Give a file that was sent before to an incident")
        .Needs(Scopes.Report, Scopes.Work);
}
