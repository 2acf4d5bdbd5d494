using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Keys;

/// <summary>A machine gets a key. It is shown this once; the desk keeps its hash. The door is <see cref="IssueKey"/>; here is what it shares with the command line.</summary>
public static class AddKey
{
    /// <param name="Agency">Code; null makes a key of the desk, which sees everything.</param>
    /// <param name="Person">User name or id of the person in whose name it acts; null for a mere machine.</param>
    /// <param name="ExpiresAt">A year from now where null.</param>
    /// <param name="By">Who adds it, as the audit names it.</param>
    public sealed record Command(
        string Name, string? Agency, IReadOnlyList<string> Scopes, string? Person, DateTimeOffset? ExpiresAt, string By = "desk")
        : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Added(Guid Id, string Shown) : Outcome;

        public sealed record NoSuchAgency : Outcome;

        public sealed record NoSuchPerson : Outcome;

        /// <summary>They are of another agency, or of the desk: it would act where they are nobody.</summary>
        public sealed record PersonElsewhere : Outcome;

        /// <param name="Scopes">Those that the person's role has not.</param>
        public sealed record BeyondRole(string Role, IReadOnlyList<string> Scopes) : Outcome;
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(TimeProvider clock)
        {
            RuleFor(key => key.Name).TextBetween(1, 200);
            RuleFor(key => key.Scopes).NotEmpty().WithFault("required");
            RuleForEach(key => key.Scopes).OneOf(Pipeline.Access.Scopes.All);
            RuleForEach(key => key.Scopes).OfNoDesk().When(key => key.Agency is not null);
            RuleFor(key => key.ExpiresAt).EndsInTime(clock);
        }
    }

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(transaction => AddAsync(transaction, command, clock.GetUtcNow()), cancellation);
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task<Outcome> AddAsync(Transaction transaction, Command key, DateTimeOffset at)
    {
        var agency = key.Agency is null ? null : await transaction.SingleAsync<Guid?>(
            "SELECT id FROM agencies WHERE code = @code", new { code = key.Agency });
        if (key.Agency is not null && agency is null)
            return new Outcome.NoSuchAgency();
        var person = key.Person is null ? null : await KeyLimits.PersonAsync(transaction, key.Person);
        if (key.Person is not null && person is null)
            return new Outcome.NoSuchPerson();
        if (person is not null && person.Agency != key.Agency)
            return new Outcome.PersonElsewhere();
        if (person is not null && KeyLimits.BeyondRole(person, key.Scopes) is { Count: > 0 } beyond)
            return new Outcome.BeyondRole(person.Role, beyond);
        var (id, (shown, hash)) = (Ids.Next(at), KeyRing.Mint());
        await transaction.ExecuteAsync(
            """
            INSERT INTO keys (id, hash, name, agency_id, person_id, scopes, created_at, expires_at)
            VALUES (@id, @hash, @name, @agency, @person, @scopes, @at, @expiresAt)
            """,
            new { id, hash, name = key.Name.Trim(), agency, person = person?.Id, scopes = string.Join(' ', key.Scopes.Distinct()), at,
                expiresAt = key.ExpiresAt ?? KeyLife.Usual(at) });
        await AuditTrail.AppendAsync(transaction, key.By, "key.add", id.ToString("D"), "added", at);
        return new Outcome.Added(id, shown);
    }
}
