using FluentValidation;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People;

/// <summary>The first administrator comes into being, by the link that the start printed.</summary>
public static class SetUpDesk
{
    public sealed record Command(string Token, AddPerson.Command Body) : IRequest<Outcome>
    {
        public static Command Of(string token, string user, string name, string password) =>
            new(token, new(user, name, "admin", null, null, null, null, password, "set-up-link"));
    }

    public enum Outcome { SetUp, LinkIsNotGood }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body).SetValidator(new AddPerson.Validator());
    }

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            // Whoever has no link makes the desk compute no slow hash.
            if (!await database.ReadAsync(reading => SetUpLink.IsGoodAsync(reading, command.Token, now), cancellation))
                return Outcome.LinkIsNotGood;
            var hash = Passwords.HashOf(command.Body.Password);
            return await database.WriteAsync(async transaction =>
            {
                if (!await SetUpLink.UseAsync(transaction, command.Token, now))
                    return Outcome.LinkIsNotGood;
                // Someone without the role may bear the name already: the link then stays good, because nothing is committed.
                return await AddPerson.AddAsync(transaction, command.Body, hash, now) is AddPerson.Outcome.Added
                    ? Outcome.SetUp
                    : throw new UserTakenException();
            }, cancellation);
        }
    }

    public sealed class UserTakenException() : Exception("The user name is taken.");
}
