using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;

namespace IncidentDesk.Hunts;

/// <summary>A hunt as somebody of the desk opens it.</summary>
public sealed record HuntBody
{
    public required string Title { get; init; }

    /// <summary>What is thought to have happened, so that it can be looked for.</summary>
    public required string Hypothesis { get; init; }
    public IReadOnlyList<IndicatorBody>? Indicators { get; init; }
    public IReadOnlyList<QueryBody>? Queries { get; init; }

    /// <summary>TLP 2.0, default amber. Red is for named persons, and agencies are none.</summary>
    public string? Tlp { get; init; }
    public PeriodBody? Period { get; init; }

    /// <summary>By when results are wanted.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who looks; may be widened later.</summary>
    public required ScopeBody Scope { get; init; }

    /// <param name="Type">As observables of a report: ipv4, domain, sha256, ...</param>
    public sealed record IndicatorBody(string Type, string Value, string? Note = null);

    /// <param name="Where">On what it runs: the proxy's log, a SIEM, the machines themselves.</param>
    public sealed record QueryBody(string Where, string Text);

    public sealed record PeriodBody(DateTimeOffset From, DateTimeOffset To);
}

/// <summary>Agencies as a whole, single systems, or everybody.</summary>
/// <param name="Agencies">Codes.</param>
/// <param name="Systems">Each with the agency whose it is.</param>
/// <param name="All">Every agency that is there today.</param>
public sealed record ScopeBody(IReadOnlyList<string>? Agencies = null, IReadOnlyList<ScopeBody.SystemBody>? Systems = null, bool? All = null)
{
    public sealed record SystemBody(string Agency, string Code);
}

public sealed class HuntRules : AbstractValidator<HuntBody>
{
    public const int MostBytes = 512 << 10;

    private static readonly IReadOnlyList<string> Marks = [.. Words.Tlp.Where(word => word != "red")];

    public HuntRules(TimeProvider clock)
    {
        RuleFor(hunt => hunt.Title).TextBetween(1, 200).OnOneLine();
        RuleFor(hunt => hunt.Hypothesis).TextBetween(1, 5000);
        RuleFor(hunt => hunt.Tlp).OneOf(Marks);
        RuleFor(hunt => hunt.Indicators).AtMostItems(200);
        RuleForEach(hunt => hunt.Indicators).ChildRules(one =>
        {
            one.RuleFor(indicator => indicator.Type).TextBetween(1, 40).OnOneLine();
            one.RuleFor(indicator => indicator.Value).TextBetween(1, 2000).OnOneLine();
            one.RuleFor(indicator => indicator.Note).AtMostCharacters(500);
        });
        RuleFor(hunt => hunt.Queries).AtMostItems(50);
        RuleForEach(hunt => hunt.Queries).ChildRules(one =>
        {
            one.RuleFor(query => query.Where).TextBetween(1, 200).OnOneLine();
            one.RuleFor(query => query.Text).TextBetween(1, 10_000);
        });
        RuleFor(hunt => hunt.Period!.To).Must((hunt, to) => to > hunt.Period!.From).WithErrorCode("out-of-range").WithState(_ => EndsBefore)
            .When(hunt => hunt.Period is not null);
        RuleFor(hunt => hunt.DueAt).Must(due => due > clock.GetUtcNow() && due.Year <= 2200).WithErrorCode("out-of-range").WithState(_ => IsPast);
        RuleFor(hunt => hunt.Scope).SetValidator(new ScopeRules());
    }

    internal static readonly Fault EndsBefore = Faults.Saying("", "out-of-range", "It must end after it begins.", "Thời điểm kết thúc phải sau thời điểm bắt đầu.");

    private static readonly Fault IsPast = Faults.Saying("", "out-of-range", "The due time must lie ahead.", "Hạn phải ở phía trước.");
}

public sealed class ScopeRules : AbstractValidator<ScopeBody>
{
    public ScopeRules()
    {
        RuleFor(scope => scope.Agencies).AtMostItems(1000);
        RuleFor(scope => scope.Systems).AtMostItems(1000);
        RuleForEach(scope => scope.Systems).ChildRules(one =>
        {
            one.RuleFor(system => system.Agency).TextBetween(1, 60);
            one.RuleFor(system => system.Code).TextBetween(1, 60);
        });
        RuleFor(scope => scope).Must(scope => scope.All == true || scope.Agencies is { Count: > 0 } || scope.Systems is { Count: > 0 }).WithFault("required");
    }
}
