using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Periodic;

/// <summary>
/// A person records that a periodic report has left, when, and what proves it: not before its figures were whole. After its instant it is late, and late for ever.
/// </summary>
public static class FilePeriodic
{
    /// <summary>How a duty is settled by what was sent at @at, with @text as its proof.</summary>
    public const string Sets = "state = CASE WHEN due_at < @at THEN 'late' ELSE 'met' END, met_at = @at, proof = @text";

    public sealed record FilingBody
    {
        /// <summary>When it was sent; now where absent.</summary>
        public DateTimeOffset? At { get; init; }

        /// <summary>The number of the letter, the receipt of the portal.</summary>
        public required string Proof { get; init; }
    }

    public sealed record Command(Guid Duty, FilingBody Body) : IRequest<SettlePeriodic>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Proof).TextBetween(1, 2000);
            RuleFor(command => command.Body.At).Must(at => at is null || at <= clock.GetUtcNow().AddMinutes(5)).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, SettlePeriodic>
    {
        public Task<SettlePeriodic> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            var at = command.Body.At ?? now;
            return caller.Person is null
                ? Task.FromResult<SettlePeriodic>(new SettlePeriodic.NeedsAPerson())
                : database.WriteAsync(transaction => SettlePeriodic.DoAsync(
                    transaction, caller, command.Duty, Sets, at, command.Body.Proof.Trim(), "periodic.file", now, duty => TooEarly(duty, at)), cancellation);
        }

        private static Fault? TooEarly(PeriodicView duty, DateTimeOffset at)
        {
            var earliest = OwedPeriods.Earliest(duty.WindowTo, duty.DueAt);
            return at >= earliest ? null : Faults.Saying(
                "/at", "out-of-range", $"By the period of its figures this report cannot have been sent before {VietnamTime.Shown(earliest)}: check the date.",
                $"Theo kỳ số liệu, báo cáo này không thể đã gửi trước {VietnamTime.Shown(earliest)}: hãy kiểm tra ngày giờ.");
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/obligations/periodic/{duty:guid}/filing", async (Guid duty, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<FilingBody>(http, 64 << 10, cancellation);
            return Results.Json((await sender.Send(new Command(duty, body.Value), cancellation)).Answer(), Json.Options);
        })
        .Accepts<FilingBody>("application/json").Produces<PeriodicView>().WithSummary("Record that a periodic report was filed, with its proof")
        .Needs(Scopes.Report, Scopes.Work);
}
