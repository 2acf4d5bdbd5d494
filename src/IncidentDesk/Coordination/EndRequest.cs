using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Coordination;

/// <summary>A request ends when the centre has confirmed the answer, with the number and day of its receipt; or when the centre takes it back.</summary>
public static class EndRequest
{
    /// <param name="Reference">As the centre numbers its receipt.</param>
    /// <param name="On">Its day.</param>
    public sealed record ReceiptBody(string Reference, DateOnly On);

    public sealed record WithdrawalBody(string Reason);

    public sealed record Receive(Guid Request, ReceiptBody Body, long Version) : IRequest<RequestView>;

    public sealed record Withdraw(Guid Request, WithdrawalBody Body, long Version) : IRequest<RequestView>;

    public sealed class ReceiptRules : AbstractValidator<Receive>
    {
        public ReceiptRules(TimeProvider clock)
        {
            RuleFor(command => command.Body.Reference).TextBetween(1, 100).OnOneLine();
            RuleFor(command => command.Body.On).Must(on => on.ToDateTime(TimeOnly.MinValue) <= clock.GetUtcNow().AddHours(14).DateTime).WithErrorCode("in-the-future");
        }
    }

    public sealed class WithdrawalRules : AbstractValidator<Withdraw>
    {
        public WithdrawalRules() => RuleFor(command => command.Body.Reason).TextBetween(1, 2000);
    }

    public sealed class Handler(Database database, Caller caller, DeskSettings settings, TimeProvider clock) : IRequestHandler<Receive, RequestView>, IRequestHandler<Withdraw, RequestView>
    {
        public Task<RequestView> Handle(Receive command, CancellationToken cancellation) => EndAsync(
            command.Request, command.Version, "closed", null, command.Body.Reference.Trim(),
            command.Body.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), "coordination.receipt", cancellation);

        public Task<RequestView> Handle(Withdraw command, CancellationToken cancellation) =>
            EndAsync(command.Request, command.Version, "withdrawn", command.Body.Reason.Trim(), null, null, "coordination.withdraw", cancellation);

        private Task<RequestView> EndAsync(
            Guid request, long version, string state, string? ending, string? reference, string? on, string action, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var (now, by) = (clock.GetUtcNow(), Actor.Of(caller));
                var row = await RequestRows.HoldAsync(transaction, request, version, caller);
                // A receipt is of an answer: one that has not left cannot have been received.
                if (state == "closed" && row.State != "answered")
                    throw new RefusedException(Problems.Conflict("not-answered"));
                if (on is not null && row.AnsweredAt is { } answered && string.CompareOrdinal(on, DayOf(answered)) < 0)
                    throw new RefusedException(Problems.Validation(Faults.Saying(
                        "/on", "out-of-range", $"The receipt cannot be older than the answer, which is of {DayOf(answered)}.", $"Giấy xác nhận không thể có ngày trước trả lời, là ngày {DayOf(answered)}.")));
                await transaction.ExecuteAsync(
                    """
                    UPDATE coordination_requests SET state = @state, receipt_reference = @reference, receipt_on = @on, ending = @ending, ended_at = @now, ended_by = @by,
                        ended_by_name = @name, version = version + 1
                    WHERE id = @id
                    """,
                    new { id = row.Id, state, reference, on, ending, now, by = by.Word, name = by.Name });
                await Answered.EndAlarmsAsync(transaction, row.Id, now);
                await AuditTrail.AppendAsync(transaction, by.Word, action, row.Id.ToString("D"), state, now);
                await Changes.TellAsync(transaction, "coordination", row.Id, null, state, null, now);
                return (await RequestView.FindAsync(transaction, row.Id, caller))!;
            }, cancellation);

        private string DayOf(DateTimeOffset at) => settings.Zone.Local(at).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapPut("/coordination-requests/{request:guid}/receipt", (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
            SayAsync<ReceiptBody>(http, (body, version) => sender.Send(new Receive(request, body, version), cancellation), cancellation))
            .Accepts<ReceiptBody>("application/json").Produces<RequestView>().WithSummary("Record the centre's receipt, which closes the request").NeedsDesk(Scopes.Work, Scopes.Admin);
        doors.MapPut("/coordination-requests/{request:guid}/withdrawal", (Guid request, HttpContext http, ISender sender, CancellationToken cancellation) =>
            SayAsync<WithdrawalBody>(http, (body, version) => sender.Send(new Withdraw(request, body, version), cancellation), cancellation))
            .Accepts<WithdrawalBody>("application/json").Produces<RequestView>().WithSummary("Record that the centre takes its request back").NeedsDesk(Scopes.Work, Scopes.Admin);
    }

    internal static async Task<IResult> SayAsync<T>(HttpContext http, Func<T, long, Task<RequestView>> act, CancellationToken cancellation) where T : class
    {
        var version = ETags.Require(http.Request);
        QueryString.Of(http.Request).Done();
        var body = await Body.ReadAsync<T>(http, RequestRules.MostBytes, cancellation);
        var view = await act(body.Value, version);
        ETags.Write(http.Response, view.Version);
        return Results.Json(view, Json.Options);
    }
}
