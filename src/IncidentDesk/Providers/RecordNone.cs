using FluentValidation;
using IncidentDesk.Agencies;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Providers;

/// <summary>A person says that an agency has no provider, and why; or that this holds no more. Silence is never taken for "none".</summary>
public static class RecordNone
{
    public sealed record NoneBody(string Reason);

    /// <param name="Agency">Code or id.</param>
    /// <param name="Body">Null: it holds no more.</param>
    public sealed record Command(string Agency, NoneBody? Body) : IRequest<ShowCoverage.Item>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body!.Reason).TextBetween(1, 2000).When(command => command.Body is not null);
    }

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Command, ShowCoverage.Item>
    {
        public Task<ShowCoverage.Item> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var now = clock.GetUtcNow();
                var today = DateOnly.FromDateTime(settings.Zone.Local(now).DateTime);
                var agency = (await AgencyView.FindAsync(transaction, command.Agency, caller) ?? throw new RefusedException(Problems.NotFound())).Id;
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                await (command.Body is { } body ? RecordAsync(transaction, agency, body, today, now) : WithdrawAsync(transaction, agency, now));
                await ProviderRows.TellAsync(transaction, Actor.Of(caller), agency, "none", command.Body is null ? "withdrawn" : "recorded", agency, now);
                return (await ShowCoverage.ReadAsync(transaction, "agencies.id = @agency", new { agency }, caller, today)).Single();
            }, cancellation);

        private async Task RecordAsync(Transaction transaction, Guid agency, NoneBody body, DateOnly today, DateTimeOffset now)
        {
            if (await transaction.SingleAsync<long>(
                "SELECT count(*) FROM provider_commitments WHERE agency_id = @agency AND starts_on <= @day AND (ends_on IS NULL OR ends_on >= @day)",
                new { agency, day = ProviderRows.Day(today) }) > 0)
                throw new RefusedException(Problems.Conflict("provider-committed"));
            await WithdrawAsync(transaction, agency, now);
            var by = Actor.Of(caller);
            await transaction.ExecuteAsync(
                """
                INSERT INTO provider_nones (id, agency_id, reason, recorded_at, recorded_by, recorded_by_name) VALUES (@id, @agency, @reason, @now, @by, @name)
                """,
                new { id = Ids.Next(now), agency, reason = body.Reason.Trim(), now, by = by.Word, name = by.Name });
        }

        private static Task WithdrawAsync(Transaction transaction, Guid agency, DateTimeOffset now) =>
            transaction.ExecuteAsync("UPDATE provider_nones SET withdrawn_at = @now WHERE agency_id = @agency AND withdrawn_at IS NULL", new { now, agency });
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/providers/none/{agency}", async (string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                QueryString.Of(http.Request).Done();
                var body = await Body.ReadAsync<NoneBody>(http, ProviderRules.MostBytes, cancellation);
                return Results.Json(await sender.Send(new Command(agency, body.Value), cancellation), Json.Options);
            })
            .Accepts<NoneBody>("application/json").Produces<ShowCoverage.Item>().WithSummary("A person says that an agency has no provider").Needs(Scopes.Report, Scopes.Work);
        doors.MapDelete("/providers/none/{agency}", async (string agency, HttpContext http, ISender sender, CancellationToken cancellation) =>
            {
                QueryString.Of(http.Request).Done();
                return Results.Json(await sender.Send(new Command(agency, null), cancellation), Json.Options);
            })
            .Produces<ShowCoverage.Item>().WithSummary("That an agency has no provider holds no more").Needs(Scopes.Report, Scopes.Work);
    }
}
