using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>A person confirms a letter, written here or come from elsewhere. The same letter again updates what stands: there is never a second copy.</summary>
public static class IssueAdvisory
{
    public sealed record Command(AdvisoryBody Body) : IRequest<Outcome>;

    /// <param name="Fate">added, changed or unchanged.</param>
    public sealed record Outcome(AdvisoryView Advisory, string Fate);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new AdvisoryRules());
    }

    public sealed class Handler(Database database, AdvisoryMails mails, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                var stands = await AdvisoryRows.FindAsync(transaction, command.Body) is { } known ? await AdvisoryRows.TakeAsync(transaction, known.Id, caller, now) : null;
                // A letter that comes again without a due time takes away none that a person has set since.
                var fate = stands is null ? "added"
                    : await AdvisoryWriting.ChangeAsync(transaction, mails, settings, stands, command.Body with { DueAt = command.Body.DueAt ?? stands.DueAt }, by, now) ? "changed" : "unchanged";
                var id = stands?.Id ?? await AdvisoryWriting.AddAsync(transaction, command.Body, by, now);
                return new Outcome((await AdvisoryReading.ViewAsync(transaction, id, caller, now))!, fate);
            }, cancellation);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/advisories", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<AdvisoryBody>(http, AdvisoryRules.MostBytes, cancellation);
            var outcome = await sender.Send(new Command(body.Value), cancellation);
            ETags.Write(http.Response, outcome.Advisory.Version);
            if (outcome.Fate == "unchanged")
                http.Response.Headers["Idempotent-Replayed"] = "true";
            return outcome.Fate == "added"
                ? Made.Say(http, outcome.Advisory, $"/api/v1/advisories/{outcome.Advisory.Id:D}")
                : Results.Json(outcome.Advisory, Json.Options);
        })
        .Accepts<AdvisoryBody>("application/json").Produces<AdvisoryView>(StatusCodes.Status201Created).Produces<AdvisoryView>()
        .WithSummary("Confirm a warning letter; the same number, day and issuer again updates it").NeedsDesk(Scopes.Work, Scopes.Admin);
}
