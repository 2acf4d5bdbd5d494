using FluentValidation;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using MediatR;

namespace IncidentDesk.Reports;

/// <summary>An agency reports an incident: validated, triaged with reasons, its clocks opened, stored for good, and only then answered.</summary>
public static class ReportIncident
{
    /// <param name="Report">What the agency says; validated by <see cref="ReportRules"/>.</param>
    /// <param name="Verbatim">The body as it came, kept for ever.</param>
    /// <param name="RequestKey">The Idempotency-Key header, or null.</param>
    /// <param name="Via">How it came where the body does not say: api, web-form.</param>
    public sealed record Command(ReportBody Report, string Verbatim, string? RequestKey, string Via) : IRequest<Outcome>;

    /// <summary>What became of it: filed now, filed before (with the incident as it is now), or refused as another report under a used key.</summary>
    public abstract record Outcome
    {
        public sealed record Filed(IncidentView Incident, long Version) : Outcome;

        public sealed record Replayed(IncidentView Incident, long Version) : Outcome;

        public sealed record Differs(IReadOnlyList<string> Paths, Guid IncidentId, string Number) : Outcome;

        public sealed record Ended(string Number, string Status) : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ReportRules rules) => RuleFor(command => command.Report).SetValidator(rules);
    }

    public sealed class Handler(Intake intake, RecordRoom recordRoom, NumberBlocks numbers, Caller caller) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var filing = await intake.PrepareAsync(command, caller, cancellation);
            var outcome = await recordRoom.StoreAsync(filing, cancellation);
            // A report told twice, or joined to an incident, has used no number: the next one takes it.
            if (outcome is not Outcome.Filed && filing.Joins is null)
                numbers.GiveBack(filing.Number);
            return outcome;
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/reports", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ReportBody>(http, Limits.ReportBytes, cancellation);
            var outcome = await sender.Send(new Command(body.Value, body.Verbatim, RequestKeys.Of(http.Request), "api"), cancellation);
            return new ReportAnswer(outcome);
        })
        .Accepts<ReportBody>("application/json").Produces<IncidentView>(StatusCodes.Status201Created).Produces<IncidentView>()
        .WithSummary("File a report").Needs(Scopes.Report);
}
