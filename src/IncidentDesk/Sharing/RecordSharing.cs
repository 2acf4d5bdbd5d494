using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Sharing;

/// <summary>A person enters what was shared by another way than this desk's: by official letter, by phone, at a meeting. With its proof, and never changed afterwards.</summary>
public static class RecordSharing
{
    private const int MostBytes = 64 << 10;

    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <param name="Recipient">Who got it; may be left out where <paramref name="Centre"/> says it, but TLP:RED is for named persons only.</param>
    /// <param name="Incident">Number or id of the incident that it was about.</param>
    /// <param name="Channel">mail, call, sms, voice, webhook, by-hand.</param>
    /// <param name="Proof">Number of the letter, name of who confirmed, receipt.</param>
    public sealed record SharingBody(
        DateTimeOffset At, string What, string Tlp, string Cause, string Channel, string Proof, string? Recipient = null, string? Centre = null, string? Incident = null);

    public sealed record Command(SharingBody Body) : IRequest<SharingRecord>;

    public sealed class Validator : AbstractValidator<Command>
    {
        private static readonly IReadOnlyList<string> Channels = ["mail", "call", "sms", "voice", "webhook", "by-hand"];

        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.At).Must(at => at <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
            RuleFor(command => command.Body.What).TextBetween(1, 500).OnOneLine();
            RuleFor(command => command.Body.Tlp).OneOf(Words.Tlp);
            RuleFor(command => command.Body.Cause).TextBetween(1, 500).OnOneLine();
            RuleFor(command => command.Body.Channel).OneOf(Channels);
            RuleFor(command => command.Body.Proof).TextBetween(1, 2000);
            RuleFor(command => command.Body.Recipient).TextBetween(1, 200).OnOneLine();
            RuleFor(command => command.Body.Recipient).NotNull().WithErrorCode("required").When(command => command.Body.Centre is null || command.Body.Tlp == "red");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, SharingRecord>
    {
        public Task<SharingRecord> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                if (caller.Person is null)
                    throw new RefusedException(Problems.Forbidden("needs-a-person"));
                var (now, by, body) = (clock.GetUtcNow(), Actor.Of(caller), command.Body);
                var centre = body.Centre is null ? null : await transaction.SingleAsync<Named>("SELECT id, name FROM centres WHERE id = @centre", new { centre = body.Centre })
                    ?? throw new RefusedException(Problems.Validation(Faults.At("/centre", "unknown-reference", WireText.Shown(body.Centre))));
                var incident = body.Incident is null ? null
                    : IncidentRef.Parse(body.Incident) is { } named && await VisibleIncident.FindAsync(transaction, named, caller) is { } found ? found
                    : throw new RefusedException(Problems.Validation(Faults.At("/incident", "unknown-reference", WireText.Shown(body.Incident))));
                var id = Ids.Next(now);
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO sharing_records (id, shared_at, what, recipient, centre_id, incident_id, tlp, cause, channel, proof, entered_at, entered_by, entered_by_name)
                    VALUES (@id, @at, @what, @recipient, @centre, @incident, @tlp, @cause, @channel, @proof, @now, @by, @name)
                    """,
                    new
                    {
                        id, at = body.At.ToUniversalTime(), what = body.What.Trim(), recipient = body.Recipient?.Trim() ?? centre!.Name, centre = centre?.Id, incident = incident?.Id,
                        tlp = body.Tlp, cause = body.Cause.Trim(), channel = body.Channel, proof = body.Proof.Trim(), now, by = by.Word, name = by.Name,
                    });
                await AuditTrail.AppendAsync(transaction, by.Word, "sharing.record", id.ToString("D"), body.Tlp, now);
                await Changes.TellAsync(transaction, "sharing", id, null, "recorded", null, now);
                return (await SharingRows.ReadAsync(transaction, new(null, null, "by-hand", null, null), (body.At.ToUnixTimeMilliseconds(), id.ToString("D") + "x"), 1)).Single();
            }, cancellation);

        private sealed record Named(string Id, string Name);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/sharing-records", async (HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            QueryString.Of(http.Request).Done();
            var body = await Body.ReadAsync<SharingBody>(http, MostBytes, cancellation);
            return Made.Say(http, await sender.Send(new Command(body.Value), cancellation));
        })
        .Accepts<SharingBody>("application/json").Produces<SharingRecord>(StatusCodes.Status201Created)
        .WithSummary("Enter what was shared by another way, with its proof").NeedsDesk(Scopes.Work);
}
