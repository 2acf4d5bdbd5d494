using System.Text.Json;
using IncidentDesk.Delivery;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Administration;

/// <summary>
/// The last step of setting up: a report of a test is filed as an agency does it, and a mail to oneself goes through the same guard and post room. The setting up
/// ends when both are seen, not when a form was sent. What is a test never leaves for a centre.
/// </summary>
public static class OwnReport
{
    private const string Fact = "own-report";

    /// <param name="Agency">For which agency; it is a test of theirs in the books.</param>
    /// <param name="Mail">Where the own mail goes.</param>
    public sealed record Command(string Agency, string Mail) : IRequest<string>;

    /// <param name="Received">The report is in, with its number.</param>
    /// <param name="State">How far the mail to oneself is.</param>
    public sealed record Standing(string Number, string Severity, Guid Delivery, string State)
    {
        /// <summary>A simulated mail is what a desk that may not send yet can show; it says so in words beside it.</summary>
        public bool IsThere => State is "accepted" or "delivered" or "acknowledged" or "simulated";
    }

    public sealed class Handler(ISender sender, Database database, TimeProvider clock) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command command, CancellationToken cancellation)
        {
            var report = new ReportBody
            {
                Agency = command.Agency, Title = Title.Vi, Description = Title.En, Category = "test/test", DetectedAt = clock.GetUtcNow(), ReportedVia = "web-form",
            };
            var filed = await sender.Send(new ReportIncident.Command(report, JsonSerializer.Serialize(report, Json.Options), null, "web-form"), cancellation);
            var number = filed is ReportIncident.Outcome.Filed { Incident: var incident } ? incident.Number : throw new RefusedException(Problems.Conflict("not-in-this-status"));
            var mail = await sender.Send(new TestSend.Command("mail", new() { To = command.Mail }), cancellation);
            await database.WriteAsync(transaction => transaction.ExecuteAsync(
                "INSERT INTO desk_facts (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                new { name = Fact, value = $"{number}|{mail.Id:D}" }), cancellation);
            return number;
        }
    }

    public static async Task<Standing?> ReadAsync(Reading reading, Caller caller)
    {
        var value = await reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact });
        return value?.Split('|') is [var number, var mail] && caller.IsDesk
            ? await reading.SingleAsync<Standing>(
                "SELECT incidents.number, incidents.severity, deliveries.id AS delivery, deliveries.state FROM incidents, deliveries WHERE incidents.number = @number AND deliveries.id = @mail",
                new { number, mail })
            : null;
    }

    private static readonly Text Title = new("Thử: báo cáo của chính bàn trực khi cài đặt", "Test: the desk's own report while it is set up");
}
