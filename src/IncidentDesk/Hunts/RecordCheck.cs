using FluentValidation;
using IncidentDesk.Agencies;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>A system was scanned for weaknesses, or hunted through outside of any campaign of the desk: its six months begin anew.</summary>
public static class RecordCheck
{
    public sealed record CheckBody
    {
        /// <summary>scan or hunt.</summary>
        public required string Kind { get; init; }

        /// <summary>Code of the agency; a caller of an agency may leave it out for their own.</summary>
        public string? Agency { get; init; }
        public required string System { get; init; }

        /// <summary>Now, where absent.</summary>
        public DateTimeOffset? DoneAt { get; init; }

        /// <summary>With what: the scanner and its version, the query.</summary>
        public required string Method { get; init; }

        /// <summary>How many weaknesses a scan found.</summary>
        public long? Findings { get; init; }
        public string? Note { get; init; }
    }

    public sealed record Command(CheckBody Body) : IRequest<Answer>;

    public sealed record Answer(string Kind, string Agency, string System, DateTimeOffset DoneAt, DateTimeOffset NextDueAt);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Kind).OneOf(Checks.Kinds);
            RuleFor(command => command.Body.System).TextBetween(1, 60);
            RuleFor(command => command.Body.Method).TextBetween(1, 2000);
            RuleFor(command => command.Body.Findings).From(0, 1_000_000);
            RuleFor(command => command.Body.Note).AtMostCharacters(2000);
            RuleFor(command => command.Body.DoneAt).Must(at => at is null || at <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("in-the-future");
            RuleFor(command => command.Body.DoneAt).Must(at => at is null or { Year: >= 2000 }).WithFault("out-of-range", 2000, 2200);
        }
    }

    public sealed class Handler(Database database, AgencyRegister register, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, Answer>
    {
        public async Task<Answer> Handle(Command command, CancellationToken cancellation)
        {
            var (now, body) = (clock.GetUtcNow(), command.Body);
            var agency = await AgencyAsync(body.Agency, cancellation);
            var system = await register.SystemAsync(agency, body.System, cancellation)
                ?? throw new RefusedException(Problems.Validation(Faults.At("/system", "unknown-reference", WireText.Shown(body.System))));
            var (done, zone) = (body.DoneAt ?? now, settings.Zone.Zone);
            await database.WriteAsync(async transaction =>
            {
                await Checks.WriteAsync(transaction, new(system.Id, body.Kind, done, null, body.Method.Trim(), body.Findings, body.Note?.Trim()), Actor.Of(caller), now, zone);
                await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "system.check", system.Id.ToString("D"), body.Kind, now);
                await Changes.TellAsync(transaction, "hunt", system.Id, null, "checked", agency.Id, now);
            }, cancellation);
            return new(body.Kind, agency.Code, system.Code, done, Rules.Hunts.HuntCycle.NextDue(done, zone));
        }

        private async Task<Agency> AgencyAsync(string? code, CancellationToken cancellation)
        {
            if (code is null && caller.Agency is null)
                throw new RefusedException(Problems.Validation(Faults.At("/agency", "required")));
            var found = code is null ? await register.ByIdAsync(caller.Agency!.Value, cancellation) : await register.ByCodeAsync(code, cancellation);
            return found is not null && (caller.Agency is not { } above || await register.IsWithinAsync(found.Id, above, cancellation))
                ? found
                : throw new RefusedException(Problems.Validation(Faults.At("/agency", "unknown-reference", WireText.Shown(code ?? ""))));
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/hunts/checks", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<CheckBody>(http, HuntRules.MostBytes, cancellation);
            return Made.Say(http, await sender.Send(new Command(body.Value), cancellation));
        })
        .Accepts<CheckBody>("application/json").Produces<Answer>(StatusCodes.Status201Created).WithSummary("Record that a system was scanned or hunted through")
        .Needs(Scopes.Report, Scopes.Work);
}
