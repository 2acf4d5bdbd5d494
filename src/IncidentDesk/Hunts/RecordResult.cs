using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>
/// An agency, or the desk, says what came of looking: with which query, over which period. A find opens an incident by the ordinary intake, or names the one it belongs to.
/// </summary>
public static class RecordResult
{
    public sealed record ResultBody
    {
        /// <summary>nothing-found or found.</summary>
        public required string Outcome { get; init; }

        /// <summary>The query as it was run.</summary>
        public string? Query { get; init; }
        public DateTimeOffset? SearchedFrom { get; init; }
        public DateTimeOffset? SearchedTo { get; init; }

        /// <summary>When it was looked; now, where nobody says. The next due of the systems counts from here.</summary>
        public DateTimeOffset? DoneAt { get; init; }

        /// <summary>Code of the system that this is about; left out for the agency as a whole.</summary>
        public string? System { get; init; }

        /// <summary>For the agency as a whole: codes of the systems that were searched. Their six months begin anew; no other's do.</summary>
        public IReadOnlyList<string>? Systems { get; init; }
        public string? Note { get; init; }

        /// <summary>What shows it: number of a file, place in a store.</summary>
        public string? Evidence { get; init; }

        /// <summary>A find that belongs to an incident that is there already: its number or id.</summary>
        public string? Incident { get; init; }

        /// <summary>A find that opens an incident.</summary>
        public FindBody? Report { get; init; }
    }

    /// <summary>The report of a find. Agency and system are those of the result; indicators and rest are taken as any report's.</summary>
    public sealed record FindBody
    {
        public required string Title { get; init; }
        public required string Category { get; init; }
        public required DateTimeOffset DetectedAt { get; init; }
        public string? Description { get; init; }
        public string? Need { get; init; }
        public string? Tlp { get; init; }
        public IReadOnlyList<Reports.Facts.ObservableBody>? Observables { get; init; }
    }

    public sealed record Command(Guid Hunt, string Agency, ResultBody Body, long Version, string Via = "api") : IRequest<HuntResultsView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Outcome).OneOf(HuntResultRules.Outcomes);
            RuleFor(command => command.Body.Query).AtMostCharacters(10_000);
            RuleFor(command => command.Body.System).TextBetween(1, 60);
            RuleFor(command => command.Body.Systems).AtMostItems(500);
            RuleFor(command => command.Body.Note).AtMostCharacters(5000);
            RuleFor(command => command.Body.Evidence).AtMostCharacters(2000);
            RuleFor(command => command.Body.Incident).TextBetween(1, 60);
            RuleFor(command => command.Body.SearchedFrom).Must(from => from is null or { Year: >= 1990 }).WithFault("out-of-range", 1990, 2200);
            RuleFor(command => command.Body.DoneAt).Must(done => done is null or { Year: >= 2000 }).WithFault("out-of-range", 2000, 2200);
            RuleFor(command => command.Body.Report).Must((command, report) => report is null || command.Body.Incident is null).WithErrorCode("differs");
            RuleFor(command => command.Body.Systems).Must((command, systems) => systems is not { Count: > 0 } || command.Body.System is null).WithErrorCode("differs");
            RuleFor(command => command.Body).Custom((body, context) =>
            {
                var result = new HuntResult(body.Outcome, body.Query, body.SearchedFrom, body.SearchedTo, body.DoneAt, body.Incident is not null || body.Report is not null);
                foreach (var (field, code) in HuntResultRules.Faults(result, clock.GetUtcNow()))
                    context.AddFailure(new FluentValidation.Results.ValidationFailure("/" + field, code)
                    {
                        ErrorCode = code, CustomState = code == "out-of-range" ? HuntRules.EndsBefore : Faults.At("", code),
                    });
            });
        }
    }

    public sealed class Handler(Database database, HuntFinds finds, Caller caller, TimeProvider clock) : IRequestHandler<Command, HuntResultsView>
    {
        public async Task<HuntResultsView> Handle(Command command, CancellationToken cancellation)
        {
            var target = await database.ReadAsync(reading => HuntTarget.FindAsync(reading, command, caller), cancellation);
            // The report goes the ordinary way before the result is written: a crash between the two leaves an incident, and the same result again finds it by its key.
            Guid? incident = command.Body.Report is { } report ? await finds.FileAsync(target, report, command, cancellation) : null;
            return await database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var at = await HuntTarget.FindAsync(transaction, incident is null ? command : command with { Version = ETags.Any }, caller);
                var id = incident ?? (command.Body.Incident is { } named ? await NamedAsync(transaction, named, at) : null);
                await ResultWriting.WriteAsync(transaction, at, command.Body, id, Actor.Of(caller), now, finds.Zone);
                return (await HuntReading.ResultsAsync(transaction, command.Hunt, command.Agency, caller))!;
            }, cancellation);
        }

        private async Task<Guid?> NamedAsync(Reading reading, string named, HuntTarget target) =>
            IncidentRef.Parse(named.Trim()) is { } wanted && await VisibleIncident.FindAsync(reading, wanted, caller) is { } found && found.AgencyId == target.Part.AgencyId
                ? found.Id
                : throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference", WireText.Shown(named))));
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/hunts/{hunt:guid}/results/{agency}", async (Guid hunt, string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var version = ETags.Require(http.Request);
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<ResultBody>(http, HuntRules.MostBytes, cancellation);
            var results = await sender.Send(new Command(hunt, agency, body.Value, version), cancellation);
            ETags.Write(http.Response, results.Version);
            return Results.Json(results, Json.Options);
        })
        .Accepts<ResultBody>("application/json").Produces<HuntResultsView>().WithSummary("Say what came of a threat hunt").Needs(Scopes.Report, Scopes.Work);
}
