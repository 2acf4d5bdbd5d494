using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Systems;

namespace IncidentDesk.Agencies;

/// <summary>An information system as an administrator writes it. A change replaces all of it.</summary>
public sealed record SystemBody
{
    /// <summary>Unique within its agency; it never changes.</summary>
    public string? Code { get; init; }

    /// <summary>Code of the agency that owns it; it never changes.</summary>
    public string? Agency { get; init; }
    public required string Name { get; init; }

    /// <summary>Protection level 1-5. What is entered here is confirmed by nobody: the door of the level does that.</summary>
    public required int Level { get; init; }

    /// <summary>none, basic or sensitive; left out, what the numbers of people say, else none.</summary>
    public string? PersonalData { get; init; }

    /// <summary>How many people's basic personal data it holds.</summary>
    public long? BasicSubjects { get; init; }

    /// <summary>How many people's sensitive personal data it holds.</summary>
    public long? SensitiveSubjects { get; init; }

    /// <summary>What it is for, as far as the protection level depends on it.</summary>
    public string? Purpose { get; init; }

    /// <summary>Whose infrastructure it is.</summary>
    public string? Reach { get; init; }

    /// <summary>Harm to national security if it were sabotaged.</summary>
    public string? Harm { get; init; }

    /// <summary>internal (default) or internet.</summary>
    public string? Exposure { get; init; }

    /// <summary>Who runs or hosts it, where that is not the agency.</summary>
    public string? Provider { get; init; }
}

public sealed class SystemRules : AbstractValidator<SystemBody>
{
    public static readonly IReadOnlyList<string> PersonalDataWords = ["none", "basic", "sensitive"];
    public static readonly IReadOnlyList<string> ExposureWords = ["internal", "internet"];

    private static readonly Fault Contradiction = Faults.Saying("", "out-of-range",
        "It says that there is no personal data, and how many people have data in it: correct one of the two.",
        "Ghi là không có dữ liệu cá nhân, nhưng lại ghi số người có dữ liệu: hãy sửa một trong hai.");

    // More than there are people.
    private const long MostSubjects = 10_000_000_000;

    public SystemRules()
    {
        RuleFor(system => system.Code).WrittenLike(AgencyRules.Code(), "SO-YTE-CTTDT");
        RuleFor(system => system.Name).TextBetween(1, 200).OnOneLine();
        RuleFor(system => system.Level).From(1, 5);
        RuleFor(system => system.PersonalData).OneOf(PersonalDataWords);
        RuleFor(system => system.BasicSubjects).From(0, MostSubjects);
        RuleFor(system => system.SensitiveSubjects).From(0, MostSubjects);
        RuleFor(system => system.PersonalData).Must((system, _) => !ContradictsItself(system)).WithErrorCode(Contradiction.Code).WithState(_ => Contradiction);
        RuleFor(system => system.BasicSubjects).Must((system, people) => people is not > 0 || !ContradictsItself(system)).WithErrorCode(Contradiction.Code).WithState(_ => Contradiction);
        RuleFor(system => system.SensitiveSubjects).Must((system, people) => people is not > 0 || !ContradictsItself(system)).WithErrorCode(Contradiction.Code).WithState(_ => Contradiction);
        RuleFor(system => system.Purpose).OneOf(SystemWords.Purposes);
        RuleFor(system => system.Reach).OneOf(SystemWords.Reaches);
        RuleFor(system => system.Harm).OneOf(SystemWords.Harms);
        RuleFor(system => system.Exposure).OneOf(ExposureWords);
        RuleFor(system => system.Provider).TextBetween(1, 200);
    }

    private static bool ContradictsItself(SystemBody system) => system.PersonalData == "none" && (system.BasicSubjects > 0 || system.SensitiveSubjects > 0);
}
