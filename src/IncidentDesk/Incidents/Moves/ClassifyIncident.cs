using System.Text.Json;
using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Triage;
using MediatR;
using Severities = IncidentDesk.Rules.Triage.Severity;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person says what it is. What that makes worse is raised, and clocks that start with the classification run from now.</summary>
public static class ClassifyIncident
{
    /// <param name="Category">RSIT: class/value, or a class alone.</param>
    public sealed record ClassificationBody(string Category, string Reason);

    public sealed record Command(string Incident, ClassificationBody Body, long Version) : IRequest<Casework.Answer>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ReferenceLibrary library)
        {
            RuleFor(command => command.Body.Category).Must(category => library.RuleBook.Taxonomy.Find(category) is not null).WithErrorCode("not-in-list");
            RuleFor(command => command.Body.Reason).TextBetween(1, MoveDoors.MostNote);
        }
    }

    public sealed class Handler(Casework casework, Duties duties, Raising raising) : IRequestHandler<Command, Casework.Answer>
    {
        public Task<Casework.Answer> Handle(Command command, CancellationToken cancellation) =>
            casework.MoveAsync(command.Incident, command.Version, step => ClassifyAsync(step, command.Body), cancellation);

        private async Task ClassifyAsync(Step step, ClassificationBody body)
        {
            step.RefuseEnded();
            var category = duties.Book.Taxonomy.Find(body.Category)!;
            // What really happened never becomes a test, and no test becomes real: one of them may leave the desk.
            if (category.IsTest != (step.Incident.Reality == "test"))
                throw new RefusedException(Problems.Validation(Faults.Saying(
                    "/category", "differs", "A test stays a test and a real incident stays one: reject it instead.",
                    "Thử nghiệm vẫn là thử nghiệm, sự cố thật vẫn là thật: hãy dùng “không tiếp nhận”.")));
            var before = await step.Transaction.SingleAsync<string>("SELECT category FROM incidents WHERE id = @id", new { id = step.Incident.Id });
            await step.Transaction.ExecuteAsync(
                "UPDATE incidents SET category = @category, classified_at = coalesce(classified_at, @now) WHERE id = @id",
                new { id = step.Incident.Id, category = category.Word, now = step.Now });
            var decision = (await duties.DecideAsync(step.Transaction, step.Incident.Id))!;
            var severity = Severities.IsWorse(decision.Severity, step.Incident.Severity) ? decision.Severity : step.Incident.Severity;
            await raising.RaiseAsync(step, severity, decision.Serious || step.Incident.SeriousSince is not null, body.Reason.Trim());
            await step.TellAsync(
                "classified", "classification", "agency", $"Classified as {category.Name.En}. {body.Reason.Trim()}",
                $"Phân loại: {category.Name.Vi}. {body.Reason.Trim()}", JsonSerializer.Serialize(new { category = category.Word, before }));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/incidents/{incident}/classification", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            var body = await MoveDoors.ReadAsync<ClassificationBody>(http, cancellation);
            return MoveDoors.Say(http, await sender.Send(new Command(incident, body, version), cancellation));
        })
        .Accepts<ClassificationBody>("application/json").Produces<IncidentView>().WithSummary("Say what it is").NeedsDesk(Scopes.Work);
}
