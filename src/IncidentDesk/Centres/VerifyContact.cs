using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>
/// A person says that a contact is right: they called, or had an answer. From then on it is used. Who entered it may not verify it.
/// </summary>
public static class VerifyContact
{
    /// <param name="Note">How it was verified; kept in the contact's source.</param>
    public sealed record VerificationBody(string Note, DateTimeOffset? VerifiedOn);

    public sealed record Command(string Centre, Guid Contact, VerificationBody Body) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Verified(ContactAnswer Answer) : Outcome;

        public sealed record NeedsAPerson : Outcome;

        public sealed record SamePerson : Outcome;

        public sealed record NoSuchContact : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(command => command.Body.Note).TextBetween(1, 2000);
            RuleFor(command => command.Body.VerifiedOn)
                .Must(instant => instant is null || instant <= clock.GetUtcNow()).WithErrorCode("in-the-future");
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            caller.Person is { } person
                ? database.WriteAsync(transaction => VerifyAsync(transaction, command, person), cancellation)
                : Task.FromResult<Outcome>(new Outcome.NeedsAPerson());

        private async Task<Outcome> VerifyAsync(Transaction transaction, Command command, Guid person)
        {
            var now = clock.GetUtcNow();
            var contact = await transaction.SingleAsync<Row>(
                """
                SELECT id, entered_by FROM centre_contacts
                WHERE id = @id AND centre_id = @centre AND (valid_to IS NULL OR valid_to > @now)
                """,
                new { id = command.Contact, centre = command.Centre, now });
            if (contact is null)
                return new Outcome.NoSuchContact();
            if (contact.EnteredBy == person || (contact.EnteredBy is null && await IsOfANamelessKeyAsync(transaction, contact.Id)))
                return new Outcome.SamePerson();
            await transaction.ExecuteAsync(
                """
                UPDATE centre_contacts SET verified_on = @on, verified_by = @person, source = source || @note WHERE id = @id
                """,
                new { id = contact.Id, on = command.Body.VerifiedOn ?? now, person, note = "; " + command.Body.Note.Trim() });
            await ContactRows.TouchAsync(transaction, command.Centre);
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "contact.verify", contact.Id.ToString("D"), "verified", now);
            return new Outcome.Verified(await ContactRows.AnswerAsync(transaction, command.Centre, contact.Id, now));
        }

        // Keys that are bound to nobody could enter contacts once, and whose hands held the key nobody knows. What shipped with the desk was entered by no act.
        private static async Task<bool> IsOfANamelessKeyAsync(Reading reading, Guid contact) =>
            await reading.SingleAsync<long>("SELECT count(*) FROM audit WHERE action = 'contact.add' AND subject = @contact", new { contact = contact.ToString("D") }) > 0;
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/centres/{centre}/contacts/{contact:guid}/verification",
            async (string centre, Guid contact, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<VerificationBody>(http, ContactRows.MostBytes, cancellation);
            var answer = Answer(await sender.Send(new Command(centre, contact, body.Value), cancellation));
            ETags.Write(http.Response, answer.CentreVersion);
            return Results.Json(answer.Contact, Json.Options);
        })
        .Accepts<VerificationBody>("application/json").Produces<ContactView>()
        .WithSummary("Verify a contact; not by who entered it").NeedsDesk(Scopes.Admin, Scopes.Approve).NeedsFreshProof();

    /// <exception cref="RefusedException">It was not verified.</exception>
    public static ContactAnswer Answer(Outcome outcome) => outcome switch
    {
        Outcome.Verified verified => verified.Answer,
        Outcome.NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
        Outcome.SamePerson => throw new RefusedException(Problems.Conflict("same-person")),
        _ => throw new RefusedException(Problems.NotFound()),
    };

    private sealed record Row(Guid Id, Guid? EnteredBy);
}
