using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Centres;

/// <summary>A person enters a contact of a centre. It lies there unused until another person has verified it.</summary>
public static class AddContact
{
    public sealed record Command(string Centre, CentreContactBody Body) : IRequest<ContactAnswer?>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new CentreContactRules());
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command, ContactAnswer?>
    {
        // Behind a key of nobody would stand nobody, and whoever made it could verify what they entered.
        public Task<ContactAnswer?> Handle(Command command, CancellationToken cancellation) => caller.Person is not { } person
            ? throw new RefusedException(Problems.Forbidden("needs-a-person"))
            : database.WriteAsync(transaction => AddAsync(transaction, command, person), cancellation);

        private async Task<ContactAnswer?> AddAsync(Transaction transaction, Command command, Guid person)
        {
            var (now, body) = (clock.GetUtcNow(), command.Body);
            if (!await ContactRows.TouchAsync(transaction, command.Centre))
                return null;
            var id = Ids.Next(now);
            await transaction.ExecuteAsync(
                """
                INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, valid_from, valid_to, entered_by)
                VALUES (@id, @centre, @channel, @value, @purpose, @source, @sureness, @validFrom, @validTo, @person)
                """,
                new
                {
                    id, centre = command.Centre, channel = body.Channel, value = ContactValue.Of(body.Channel, body.Value),
                    purpose = body.Purpose.Trim(), source = body.Source, sureness = body.Sureness ?? "open",
                    validFrom = body.ValidFrom ?? now, validTo = body.ValidTo, person,
                });
            await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, "contact.add", id.ToString("D"), "added", now);
            return await ContactRows.AnswerAsync(transaction, command.Centre, id, now);
        }
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/centres/{centre}/contacts", async (string centre, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await Body.ReadAsync<CentreContactBody>(http, ContactRows.MostBytes, cancellation);
            var answer = await sender.Send(new Command(centre, body.Value), cancellation) ?? throw new RefusedException(Problems.NotFound());
            return Made.Say(http, answer.Contact, $"/api/v1/centres/{centre}", answer.CentreVersion);
        })
        .Accepts<CentreContactBody>("application/json").Produces<ContactView>(StatusCodes.Status201Created)
        .WithSummary("Enter a contact of a centre, unverified").NeedsDesk(Scopes.Admin).NeedsFreshProof();
}
