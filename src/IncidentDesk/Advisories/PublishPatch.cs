using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>The patch is there. Whoever lived with a workaround has something to do again.</summary>
public static class PublishPatch
{
    /// <param name="PatchedOn">The day on which the vendor published it.</param>
    public sealed record PatchBody(DateOnly PatchedOn, string? Note = null);

    public sealed record Command(Guid Advisory, PatchBody Body, long Version) : IRequest<Answer>;

    /// <param name="Reopened">How many agencies have something to do again.</param>
    public sealed record Answer(Guid Id, string Number, string PatchedOn, int Reopened, long Version);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
            // Today, wherever on earth the vendor is: workarounds are not opened again for a patch that nobody can have yet.
            RuleFor(command => command.Body.PatchedOn).Must(day => day.ToDateTime(TimeOnly.MinValue) <= clock.GetUtcNow().AddHours(14).DateTime).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by, day) = (clock.GetUtcNow(), Actor.Of(caller), AdvisoryRows.Day(command.Body.PatchedOn));
                var row = await AdvisoryRows.TakeAsync(transaction, command.Advisory, caller, now) ?? throw new RefusedException(Problems.NotFound());
                if (command.Version != ETags.Any && command.Version != row.Version)
                    throw new RefusedException(Problems.Stale());
                await transaction.ExecuteAsync("UPDATE advisories SET patched_on = @day, version = version + 1 WHERE id = @id", new { id = row.Id, day });
                var reopened = await Cells.MoveManyAsync(
                    transaction, "advisory_id = @advisory AND state = 'mitigated'", new() { ["advisory"] = row.Id },
                    new(CellMoves.Affected, row.Number, by, $"the patch was published on {day}", now));
                await AuditTrail.AppendAsync(transaction, by.Word, "advisory.patch", row.Id.ToString("D"), day, now);
                return new Answer(row.Id, row.Number, day, reopened.Select(one => one.AgencyId).Distinct().Count(), row.Version + 1);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}/patch", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<PatchBody>(http, AdvisoryRules.MostBytes, cancellation);
            var answer = await sender.Send(new Command(advisory, body.Value, version), cancellation);
            ETags.Write(http.Response, answer.Version);
            return Results.Json(answer, Json.Options);
        })
        .Accepts<PatchBody>("application/json").Produces<Answer>().WithSummary("Say that the patch is there: workarounds are opened again").NeedsDesk(Scopes.Work, Scopes.Admin);
}
