using System.Text.RegularExpressions;
using FluentValidation;
using IncidentDesk.Channels.Mail;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;

namespace IncidentDesk.Agencies;

/// <summary>An agency as an administrator writes it. A change replaces all of it: what is left out is emptied.</summary>
public sealed record AgencyBody
{
    /// <summary>The short code by which reports name it; it never changes.</summary>
    public string? Code { get; init; }
    public required string Name { get; init; }

    /// <summary>The name itself where absent.</summary>
    public string? NameEn { get; init; }
    public required string Kind { get; init; }

    /// <summary>civil (default), defence or public-security: decides which authority its reports go to.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>Code of the agency that it stands below.</summary>
    public string? Parent { get; init; }

    /// <summary>Code of the agency that takes its tasks over when it ends; from then on its people see what was filed under the old name.</summary>
    public string? Successor { get; init; }
    public DateTimeOffset? ValidFrom { get; init; }
    public DateTimeOffset? ValidTo { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }

    /// <summary>Where given, nothing is ever mailed to <see cref="Email"/>.</summary>
    public string? SafeEmail { get; init; }
}

/// <summary>What a well-formed agency is. Its parent and successor are looked up when it is stored.</summary>
public sealed partial class AgencyRules : AbstractValidator<AgencyBody>
{
    public AgencyRules()
    {
        RuleFor(agency => agency.Code).WrittenLike(Code(), "SO-YTE");
        RuleFor(agency => agency.Name).TextBetween(1, 200).OnOneLine();
        RuleFor(agency => agency.NameEn).TextBetween(1, 200).OnOneLine();
        RuleFor(agency => agency.Kind).OneOf(Words.AgencyKinds);
        RuleFor(agency => agency.Jurisdiction).OneOf(Words.Jurisdictions);
        RuleFor(agency => agency.ValidTo)
            .Must((agency, end) => end is null || agency.ValidFrom is null || end > agency.ValidFrom).WithErrorCode("out-of-range");
        RuleFor(agency => agency.ValidTo)
            .Must((agency, end) => end is not null || agency.Successor is null).WithFault("required");
        RuleFor(agency => agency.Phone)
            .Must(phone => phone is null || PhoneNumber.ToE164(phone) is not null).WithFault("bad-format", "024 0000 0001");
        RuleFor(agency => agency.Email).Must(IsAddressOrNone).WithFault("bad-format", "van-thu@co-quan.example");
        RuleFor(agency => agency.SafeEmail).Must(IsAddressOrNone).WithFault("bad-format", "van-thu@co-quan.example");
    }

    private static bool IsAddressOrNone(string? address) => address is null || MailAddressRules.TryParse(address, out _);

    [GeneratedRegex("^[A-Z0-9](?:[A-Z0-9.-]{0,38}[A-Z0-9])?$", RegexOptions.CultureInvariant)]
    internal static partial Regex Code();
}
