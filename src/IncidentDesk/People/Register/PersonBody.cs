using FluentValidation;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Phones;

namespace IncidentDesk.People.Register;

/// <summary>What an administrator says of a person; a change says all of it again.</summary>
/// <param name="User">
/// The name to sign in with; it never changes, so a change may leave it out. Where the lead of an agency gives it, it begins with the agency's code and an underscore.
/// </param>
/// <param name="Agency">Code; needed by those who report, and by nobody of the desk.</param>
/// <param name="EndsAt">From then on they are out by themselves.</param>
public sealed record PersonBody(
    string? User, string Name, string Role, string? Position, string? Agency, string? Phone, string? Email, DateTimeOffset? EndsAt)
{
    public const int MostBytes = 16 << 10;
}

public sealed class PersonRules : AbstractValidator<PersonBody>
{
    public PersonRules()
    {
        RuleFor(person => person.User).WrittenLike(AddPerson.UserForm, "nguyen.van.an");
        RuleFor(person => person.Name).TextBetween(1, 200);
        RuleFor(person => person.Role).OneOf(Scopes.Roles);
        RuleFor(person => person.Position).OneOf(AddPerson.Positions);
        RuleFor(person => person.Agency).NotNull().WithFault("required").When(person => AddPerson.RolesOfAgencies.Contains(person.Role));
        RuleFor(person => person.Agency).Null().WithState(_ => Faults.Saying(
                "", "unknown-reference", "This role belongs to the desk, not to an agency: leave the agency out.",
                "Vai trò này thuộc bàn trực, không thuộc cơ quan: hãy bỏ trống cơ quan."))
            .When(person => Scopes.Roles.Contains(person.Role) && !AddPerson.RolesOfAgencies.Contains(person.Role));
        RuleFor(person => person.Phone)
            .Must(phone => phone is null || PhoneNumber.ToE164(phone) is not null).WithFault("bad-format", "024 0000 0001");
        RuleFor(person => person.Email)
            .Must(address => address is null || MailAddressRules.TryParse(address, out _)).WithFault("bad-format", "an@co-quan.example");
    }
}

/// <summary>Why something is done to a person.</summary>
public sealed record ReasonBody(string Reason);
