using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Hunts;

/// <summary>A person ends a hunt: with a summary when it was done, with a reason when it is given up. What was found stays.</summary>
public static class EndHunt
{
    public sealed record ClosureBody(string Summary);

    public sealed record CancellationBody(string Reason);

    /// <param name="State">closed or cancelled.</param>
    public sealed record Command(Guid Hunt, string State, string Text, long Version) : IRequest<HuntView>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Text).TextBetween(1, 5000).OverridePropertyName("/summary").When(command => command.State == "closed");
            RuleFor(command => command.Text).TextBetween(1, 5000).OverridePropertyName("/reason").When(command => command.State == "cancelled");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, HuntView>
    {
        public Task<HuntView> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                var row = await OpenAsync(transaction, command.Hunt, command.Version, caller);
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                await transaction.ExecuteAsync(
                    """
                    UPDATE hunts SET state = @state, ended_at = @now, ended_by = @by, ended_by_name = @name, ending = @text, version = version + 1
                    WHERE id = @id AND state = 'open'
                    """,
                    new { id = row.Id, state = command.State, now, by = by.Word, name = by.Name, text = command.Text.Trim() });
                // The letter that asked for it has its hunt.
                if (row.AdvisoryId is { } advisory)
                    await transaction.ExecuteAsync(
                        "UPDATE advisory_tasks SET done_at = @now WHERE advisory_id = @advisory AND kind = 'hunt' AND done_at IS NULL", new { advisory, now });
                await Alarms.EndAsync(transaction, HuntClock.Overdue, row.Id.ToString("D"), now);
                await AuditTrail.AppendAsync(transaction, by.Word, command.State == "closed" ? "hunt.close" : "hunt.cancel", row.Id.ToString("D"), command.State, now);
                await Changes.TellAsync(transaction, "hunt", row.Id, null, command.State, null, now);
                return (await HuntReading.ViewAsync(transaction, row.Id, caller))!;
            }, cancellation);
    }

    /// <summary>The open hunt that an act of the desk is about.</summary>
    /// <exception cref="RefusedException">404, 412 when it has changed, 409 hunt-ended.</exception>
    internal static async Task<HuntRow> OpenAsync(Transaction transaction, Guid hunt, long version, Caller caller)
    {
        var row = await HuntRows.FindAsync(transaction, hunt, caller) ?? throw new RefusedException(Problems.NotFound());
        if (version != ETags.Any && version != row.Version)
            throw new RefusedException(Problems.Stale());
        return row.State == "open" ? row : throw new RefusedException(Problems.Conflict("hunt-ended").With("state", row.State));
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/hunts/{hunt:guid}/closure", (Guid hunt, HttpContext http, ISender sender, CancellationToken cancellation) =>
            EndAsync<ClosureBody>(http, sender, (body, version) => new(hunt, "closed", body.Summary, version), cancellation))
            .Accepts<ClosureBody>("application/json").Produces<HuntView>().WithSummary("Close a threat hunt with its summary").NeedsDesk(Scopes.Work, Scopes.Admin);
        doors.MapPut("/hunts/{hunt:guid}/cancellation", (Guid hunt, HttpContext http, ISender sender, CancellationToken cancellation) =>
            EndAsync<CancellationBody>(http, sender, (body, version) => new(hunt, "cancelled", body.Reason, version), cancellation))
            .Accepts<CancellationBody>("application/json").Produces<HuntView>().WithSummary("Give a threat hunt up, with the reason").NeedsDesk(Scopes.Work, Scopes.Admin);
    }

    private static async Task<IResult> EndAsync<T>(HttpContext http, ISender sender, Func<T, long, Command> command, CancellationToken cancellation) where T : class
    {
        var version = ETags.Require(http.Request);
        QueryString.Of(http.Request).Done();
        var body = await Body.ReadAsync<T>(http, HuntRules.MostBytes, cancellation);
        var ended = await sender.Send(command(body.Value, version), cancellation);
        ETags.Write(http.Response, ended.Version);
        return Results.Json(ended, Json.Options);
    }
}
