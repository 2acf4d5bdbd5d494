using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>A letter is put right. Its number, day and issuer name it and stay; where it names more, answers that were final are open again.</summary>
public static class ChangeAdvisory
{
    public sealed record Command(Guid Advisory, AdvisoryBody Body, long Version) : IRequest<AdvisoryView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new AdvisoryRules());
    }

    public sealed class Handler(Database database, AdvisoryMails mails, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, AdvisoryView>
    {
        public Task<AdvisoryView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var before = await AdvisoryRows.TakeAsync(transaction, command.Advisory, caller, now) ?? throw new RefusedException(Problems.NotFound());
                if (command.Version != ETags.Any && command.Version != before.Version)
                    throw new RefusedException(Problems.Stale());
                if ((await AdvisoryRows.FindAsync(transaction, command.Body))?.Id != before.Id)
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/number", "differs", "Number, day and issuer name the letter and never change: enter another letter.",
                        "Số, ngày và cơ quan ban hành xác định văn bản và không thay đổi: hãy nhập văn bản khác.")));
                await AdvisoryWriting.ChangeAsync(transaction, mails, settings, before, command.Body, Actor.Of(caller), now);
                return (await AdvisoryReading.ViewAsync(transaction, before.Id, caller, now))!;
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/advisories/{advisory:guid}", async (Guid advisory, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AdvisoryBody>(http, AdvisoryRules.MostBytes, cancellation);
            var changed = await sender.Send(new Command(advisory, body.Value, version), cancellation);
            ETags.Write(http.Response, changed.Version);
            return Results.Json(changed, Json.Options);
        })
        .Accepts<AdvisoryBody>("application/json").Produces<AdvisoryView>().WithSummary("Change a warning letter").NeedsDesk(Scopes.Work, Scopes.Admin);
}
