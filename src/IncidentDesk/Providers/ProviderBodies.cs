using FluentValidation;
using IncidentDesk.Centres;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Providers;

/// <summary>A security service provider.</summary>
public sealed record ProviderBody(string Name, string? Note = null);

/// <summary>Whom to reach at a provider.</summary>
/// <param name="Purpose">incident (default), monitoring or management.</param>
/// <param name="Channel">phone or mail.</param>
public sealed record ProviderContactBody(string Name, string Channel, string Value, string? Purpose = null);

/// <summary>What a provider is committed to for an agency.</summary>
/// <param name="Agency">Code.</param>
/// <param name="Document">Number and day of the contract or commitment.</param>
/// <param name="From">First day; <paramref name="To"/> is the last one, left out where none was agreed.</param>
/// <param name="Services">monitoring, protection, response, assessment.</param>
/// <param name="Hours">24x7 (default) or office-hours.</param>
/// <param name="Systems">Codes or ids of the agency's systems; left out: all of them.</param>
public sealed record CommitmentBody(
    string Agency, string Document, DateOnly From, IReadOnlyList<string> Services, DateOnly? To = null, string? Hours = null, IReadOnlyList<string>? Systems = null);

public sealed class ProviderRules : AbstractValidator<ProviderBody>
{
    public const int MostBytes = 64 << 10;

    public static readonly IReadOnlyList<string> Services = ["monitoring", "protection", "response", "assessment"], Hours = ["24x7", "office-hours"],
        Purposes = ["incident", "monitoring", "management"], Channels = ["phone", "mail"];

    public ProviderRules()
    {
        RuleFor(provider => provider.Name).TextBetween(1, 200).OnOneLine();
        RuleFor(provider => provider.Name).Must(name => ProviderRows.KeyOf(name).Length > 0).WithFault("bad-format", "Công ty An ninh mạng Mẫu");
        RuleFor(provider => provider.Note).AtMostCharacters(2000);
    }
}

public sealed class ProviderContactRules : AbstractValidator<ProviderContactBody>
{
    public ProviderContactRules()
    {
        RuleFor(contact => contact.Name).TextBetween(1, 200).OnOneLine();
        RuleFor(contact => contact.Purpose).OneOf(ProviderRules.Purposes);
        RuleFor(contact => contact.Channel).OneOf(ProviderRules.Channels);
        RuleFor(contact => contact.Value).TextBetween(1, 200).OnOneLine();
        RuleFor(contact => contact.Value).Must((contact, value) => ValueOf(contact.Channel, value ?? "") is not null)
            .WithFault("bad-format", "024 0000 0001, truc@nhacungcap.example");
    }

    /// <summary>In its normal form: a number as E.164, an address as it is. Null where it is neither.</summary>
    public static string? ValueOf(string channel, string value) => ContactValue.Of(channel == "phone" ? "call" : "mail", value);
}

public sealed class CommitmentRules : AbstractValidator<CommitmentBody>
{
    public CommitmentRules()
    {
        RuleFor(commitment => commitment.Agency).TextBetween(1, 60);
        RuleFor(commitment => commitment.Document).TextBetween(1, 300).OnOneLine();
        RuleFor(commitment => commitment.From).Must(day => day.Year is >= 2000 and <= 2200).WithFault("out-of-range", 2000, 2200);
        RuleFor(commitment => commitment.To).Must((commitment, to) => to is null || (to >= commitment.From && to.Value.Year <= 2200)).WithFault("out-of-range");
        RuleFor(commitment => commitment.Services).Must(services => services.Count is > 0 and <= 10).WithFault("required");
        RuleForEach(commitment => commitment.Services).OneOf(ProviderRules.Services);
        RuleFor(commitment => commitment.Hours).OneOf(ProviderRules.Hours);
        RuleFor(commitment => commitment.Systems).AtMostItems(200);
    }
}
