using System.Text.RegularExpressions;
using FluentValidation;
using IncidentDesk.Audit;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Phones;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People;

/// <summary>A person gets a name and a password to sign in with. The command line leads here and the set-up page; others are invited by a link.</summary>
public static partial class AddPerson
{
    /// <param name="Agency">Code; needed by those who report, and by nobody of the desk.</param>
    /// <param name="By">Who adds them, as the audit names it.</param>
    public sealed record Command(
        string User, string Name, string Role, string? Position, string? Agency, string? Phone, string? Email, string Password,
        string By = "desk") : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Added(Guid Id) : Outcome;

        public sealed record UserTaken : Outcome;

        public sealed record NoSuchAgency : Outcome;
    }

    /// <summary>What a user name looks like.</summary>
    public static Regex UserForm => User();

    public static readonly IReadOnlyList<string> Positions = ["responder", "shift-lead", "unit-head", "leader"];

    // Whoever has no agency belongs to the desk and sees everything: a reporter without one must not come into being.
    public static readonly IReadOnlyList<string> RolesOfAgencies = ["reporter", "agency-lead"];

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(person => person.User).WrittenLike(User(), "nguyen.van.an");
            RuleFor(person => person.Name).TextBetween(1, 200);
            RuleFor(person => person.Role).OneOf(Scopes.Roles);
            RuleFor(person => person.Position).OneOf(Positions);
            RuleFor(person => person.Agency).NotNull().WithFault("required").When(person => RolesOfAgencies.Contains(person.Role));
            RuleFor(person => person.Agency).Null().WithState(_ => Faults.Saying(
                    "", "unknown-reference", "This role belongs to the desk, not to an agency: leave the agency out.",
                    "Vai trò này thuộc bàn trực, không thuộc cơ quan: hãy bỏ trống cơ quan."))
                .When(person => Scopes.Roles.Contains(person.Role) && !RolesOfAgencies.Contains(person.Role));
            RuleFor(person => person.Phone)
                .Must(phone => phone is null || PhoneNumber.ToE164(phone) is not null).WithFault("bad-format", "024 0000 0001");
            RuleFor(person => person.Email)
                .Must(address => address is null || MailAddressRules.TryParse(address, out _)).WithFault("bad-format", "an@co-quan.example");
            RuleFor(person => person.Password).GoodPassword(person => [person.User, person.Name]);
        }
    }

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Command, Outcome>
    {
        public Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            // Hashing is slow on purpose, so not while others wait for the writer.
            var hash = Passwords.HashOf(command.Password);
            return database.WriteAsync(transaction => AddAsync(transaction, command, hash, clock.GetUtcNow()), cancellation);
        }
    }

    /// <summary>As part of a larger transaction.</summary>
    public static async Task<Outcome> AddAsync(Transaction transaction, Command person, string passwordHash, DateTimeOffset at)
    {
        var agency = person.Agency is null ? null : await transaction.SingleAsync<Guid?>(
            "SELECT id FROM agencies WHERE code = @code", new { code = person.Agency });
        if (person.Agency is not null && agency is null)
            return new Outcome.NoSuchAgency();
        var id = Ids.Next(at);
        var added = await transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, position, agency_id, phone, email, password_hash, failed_attempts, created_at)
            VALUES (@id, @user, @name, @role, @position, @agency, @phone, @email, @passwordHash, 0, @at)
            ON CONFLICT (user_name) DO NOTHING
            """,
            new
            {
                id, user = person.User, name = person.Name.Trim(), role = person.Role, position = person.Position, agency,
                phone = person.Phone, email = person.Email, passwordHash, at,
            });
        if (added == 0)
            return new Outcome.UserTaken();
        await AuditTrail.AppendAsync(transaction, person.By, "person.add", id.ToString("D"), "added", at);
        return new Outcome.Added(id);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{1,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex User();
}
