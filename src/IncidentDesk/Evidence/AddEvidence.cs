using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>A file becomes evidence of an incident. It lies on the disk, whole and under its sum, before the row that speaks of it commits.</summary>
public static class AddEvidence
{
    /// <param name="Incident">Null: to be given to an incident later, within a day.</param>
    /// <param name="Form">The key of the form whose report it waits for.</param>
    public sealed record Command(string? Incident, EvidenceBody Body, Guid? Form = null) : IRequest<EvidenceView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Name).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Name)
                .Must(name => !StateSecretMarking.IsInFileName(name ?? "")).When(command => !StateSecretMarking.IsIn(command.Body.Name ?? ""))
                .WithFault("state-secret-marking");
            RuleFor(command => command.Body.Description).AtMostCharacters(2000);
            RuleFor(command => command.Body.Tlp).OneOf(Words.Tlp);
        }
    }

    public sealed class Handler(Database database, Caller caller, EvidenceFiles files, EvidenceRoom room, TimeProvider clock) : IRequestHandler<Command, EvidenceView>
    {
        public async Task<EvidenceView> Handle(Command command, CancellationToken cancellation)
        {
            await database.ReadAsync(reading => RequireRoomAsync(reading, command), cancellation);
            files.Keep(command.Body.File);
            return await database.WriteAsync(transaction => WriteAsync(transaction, command), cancellation);
        }

        // While it came in others may have taken the room: then its bytes go with this request, instead of lying under a name until the sweep.
        private async Task<bool> RequireRoomAsync(Reading reading, Command command)
        {
            var incident = command.Incident is { } named ? await EvidenceOf.RequireAsync(reading, named, caller) : null;
            var left = await room.LeftAsync(reading, incident?.Id, incident is null ? caller.Agency : incident.AgencyId);
            if (command.Form is { } form)
                left = Math.Min(left, await room.LeftOfFormAsync(reading, form, caller));
            return command.Body.File.Bytes <= left ? true : throw EvidenceRoom.Full();
        }

        private async Task<EvidenceView> WriteAsync(Transaction transaction, Command command)
        {
            var (now, actor, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
            var incident = command.Incident is { } named ? await EvidenceOf.RequireAsync(transaction, named, caller) : null;
            var (agency, id) = (incident is null ? caller.Agency : incident.AgencyId, Ids.Next(now));
            await room.TakeAsync(transaction, agency, body.File.Bytes);
            await transaction.ExecuteAsync(
                """
                INSERT INTO evidence (id, agency_id, hash, bytes, name, description, tlp, added_at, added_by_kind, added_by_id, added_by_name, scan, scan_next_at, form_key)
                VALUES (@id, @agency, @hash, @bytes, @name, @description, @tlp, @now, @kind, @by, @byName, 'unscanned', @now, @form)
                """,
                new
                {
                    id, agency, hash = body.File.Hash, bytes = body.File.Bytes, name = body.Name.Trim(), description = body.Description, now,
                    tlp = body.Tlp ?? incident?.Tlp ?? "amber", kind = actor.Kind, by = caller.Id, byName = actor.Name,
                    form = command.Form,
                });
            await Custody.WriteAsync(
                transaction, id, actor, caller.Id, new("received", "IncidentDesk", $"SHA-256 {body.File.Hash}", now), now);
            await AuditTrail.AppendAsync(transaction, actor.Word, "evidence.add", id.ToString("D"), $"received {body.File.Hash}", now);
            if (incident is not null)
                await EvidenceOf.GiveAsync(transaction, room, id, incident, actor, now);
            return (await transaction.SingleAsync<EvidenceRow>($"{EvidenceRow.Select} WHERE evidence.id = @id", new { id }))!.ToView();
        }
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        Described(doors.MapPost("/incidents/{incident}/evidence", (string incident, HttpContext http, ISender sender, EvidenceFiles files, CancellationToken cancellation) =>
            ReceiveAsync(incident, http, sender, files, cancellation))).WithSummary("Add a file to an incident");
        Described(doors.MapPost("/evidence/pending", (HttpContext http, ISender sender, EvidenceFiles files, CancellationToken cancellation) =>
            ReceiveAsync(null, http, sender, files, cancellation))).WithSummary("Send a file before its report is filed; give it to the incident within a day");
    }

    private static async Task<IResult> ReceiveAsync(string? incident, HttpContext http, ISender sender, EvidenceFiles files, CancellationToken cancellation)
    {
        QueryString.Of(http.Request).Done();
        Upload.BoundaryOf(http.Request);
        var most = await sender.Send(new AskRoom.Query(incident), cancellation);
        using var upload = await Upload.ReceiveAsync(http, files, most, [], null, cancellation);
        var added = await sender.Send(new Command(incident, upload.ToBody()), cancellation);
        return Made.Say(http, added, $"/api/v1/evidence/{added.Id:D}");
    }

    private static RouteHandlerBuilder Described(RouteHandlerBuilder door) => door
        .Accepts<IFormFile>("multipart/form-data", "application/octet-stream").Produces<EvidenceView>(StatusCodes.Status201Created)
        .Needs(Scopes.Report, Scopes.Work);
}
