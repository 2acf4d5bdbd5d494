using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Drills;

namespace IncidentDesk.Drills;

/// <summary>A drill as somebody plans it. A draft may be as empty as it likes; what is missing before it may begin is told by <c>missing</c> of the answer.</summary>
public sealed record DrillBody
{
    public required string Name { get; init; }

    /// <summary>live or tabletop.</summary>
    public required string Kind { get; init; }
    public string? Goal { get; init; }
    public string? Scenario { get; init; }

    /// <summary>What is used to attack and to defend.</summary>
    public string? Tools { get; init; }

    /// <summary>How far anybody may go.</summary>
    public string? Limits { get; init; }

    /// <summary>What keeps the systems from harm, and who stops the drill.</summary>
    public string? ProtectionPlan { get; init; }
    public WindowBody? Window { get; init; }

    /// <summary>Ids of the desk's own people. They alone are really told of the drill.</summary>
    public IReadOnlyList<Guid>? People { get; init; }

    /// <summary>Codes.</summary>
    public IReadOnlyList<string>? Agencies { get; init; }

    /// <summary>Codes or ids.</summary>
    public IReadOnlyList<string>? Systems { get; init; }

    /// <param name="To">Not included.</param>
    public sealed record WindowBody(DateTimeOffset From, DateTimeOffset To);
}

public sealed class DrillRules : AbstractValidator<DrillBody>
{
    public const int MostBytes = 256 << 10;
    private const int MostText = 20_000, Most = 200;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public DrillRules()
    {
        RuleFor(drill => drill.Name).TextBetween(1, 200).OnOneLine();
        RuleFor(drill => drill.Kind).OneOf(DrillStates.Kinds);
        RuleFor(drill => drill.Goal).AtMostCharacters(MostText);
        RuleFor(drill => drill.Scenario).AtMostCharacters(MostText);
        RuleFor(drill => drill.Tools).AtMostCharacters(MostText);
        RuleFor(drill => drill.Limits).AtMostCharacters(MostText);
        RuleFor(drill => drill.ProtectionPlan).AtMostCharacters(MostText);
        RuleFor(drill => drill.Window!.From).Must(from => from.Year is >= 2000 and <= 2200).WithFault("out-of-range", 2000, 2200).When(drill => drill.Window is not null);
        RuleFor(drill => drill.Window!.To).Must((drill, to) => to > drill.Window!.From && to - drill.Window.From <= Longest).WithFault("out-of-range")
            .When(drill => drill.Window is not null);
        RuleFor(drill => drill.People).AtMostItems(Most);
        RuleFor(drill => drill.Agencies).AtMostItems(Most);
        RuleFor(drill => drill.Systems).AtMostItems(Most);
    }
}
