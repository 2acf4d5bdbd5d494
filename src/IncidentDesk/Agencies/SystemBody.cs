using FluentValidation;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Agencies;

/// <summary>An information system as an administrator writes it. A change replaces all of it.</summary>
public sealed record SystemBody
{
    /// <summary>Unique within its agency; it never changes.</summary>
    public string? Code { get; init; }

    /// <summary>Code of the agency that owns it; it never changes.</summary>
    public string? Agency { get; init; }
    public required string Name { get; init; }

    /// <summary>Protection level 1-5.</summary>
    public required int Level { get; init; }

    /// <summary>none (default), basic or sensitive.</summary>
    public string? PersonalData { get; init; }

    /// <summary>internal (default) or internet.</summary>
    public string? Exposure { get; init; }

    /// <summary>Who runs or hosts it, where that is not the agency.</summary>
    public string? Provider { get; init; }
}

public sealed class SystemRules : AbstractValidator<SystemBody>
{
    public static readonly IReadOnlyList<string> PersonalDataWords = ["none", "basic", "sensitive"];
    public static readonly IReadOnlyList<string> ExposureWords = ["internal", "internet"];

    public SystemRules()
    {
        RuleFor(system => system.Code).WrittenLike(AgencyRules.Code(), "SO-YTE-CTTDT");
        RuleFor(system => system.Name).TextBetween(1, 200);
        RuleFor(system => system.Level).From(1, 5);
        RuleFor(system => system.PersonalData).OneOf(PersonalDataWords);
        RuleFor(system => system.Exposure).OneOf(ExposureWords);
        RuleFor(system => system.Provider).TextBetween(1, 200);
    }
}
