using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Calculator;

/// <summary>What somebody knows of an incident that they have not filed: what triage looks at, and nothing that would say whose it is.</summary>
public sealed record CalculationBody
{
    /// <summary>RSIT: class/value, or a class alone.</summary>
    public required string Category { get; init; }

    public required DateTimeOffset DetectedAt { get; init; }

    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>civil (default), defence or public-security: whose law applies.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>Protection level of the system concerned, 1 to 5; absent where none is.</summary>
    public long? SystemLevel { get; init; }

    public string? Need { get; init; }

    public ImpactBody? Impact { get; init; }

    public FlagsBody? Flags { get; init; }

    public PersonalDataBody? PersonalData { get; init; }

    /// <summary>The facts in the form that triage takes a report's.</summary>
    public TriageFacts ForTriage(DateTimeOffset now, string guard) => new()
    {
        Category = Category,
        DetectedAt = DetectedAt,
        OccurredAt = OccurredAt,
        ReceivedAt = now,
        Need = Need,
        // An agency of the state is of the sector government until it says otherwise, as in a report.
        Impact = new(
            Impact?.Functional, Impact?.Activity, Impact?.Location, Impact?.Actor, Impact?.Information, Impact?.Recoverability, Impact?.Potential,
            Impact?.Sector ?? "government"),
        Flags = new(Flags?.SeriousDisruption ?? false, Flags?.NationalSecurity ?? false, Flags?.BeyondCapacity ?? false),
        PersonalData = PersonalData is { } data
            ? new(data.Involved, data.Subjects, data.Sensitive ?? false, data.LocationOrBiometric ?? false, data.EstablishedAt)
            : PersonalDataFacts.None,
        SystemLevel = (int?)SystemLevel,
        Jurisdiction = Jurisdiction ?? "civil",
        GuardMode = guard,
    };
}

/// <summary>The rules of a report's fields, for the fields that are asked for here.</summary>
public sealed class CalculationRules : AbstractValidator<CalculationBody>
{
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    public CalculationRules(ReferenceLibrary library, TimeProvider clock)
    {
        RuleFor(body => body.Category).Must(category => library.RuleBook.Taxonomy.Find(category) is not null).WithErrorCode("not-in-list");
        RuleFor(body => body.DetectedAt).Must(instant => instant <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
        RuleFor(body => body.OccurredAt).Must((body, occurred) => occurred is null || occurred <= body.DetectedAt).WithErrorCode("before-occurrence");
        RuleFor(body => body.Jurisdiction).OneOf(Words.Jurisdictions);
        RuleFor(body => body.SystemLevel).From(1, 5);
        RuleFor(body => body.Need).OneOf(Words.Needs);
        When(body => body.PersonalData is not null, () =>
        {
            RuleFor(body => body.PersonalData!.Subjects).InclusiveBetween(0, 10_000_000_000).WithErrorCode("out-of-range");
            RuleFor(body => body.PersonalData!).SetValidator(new NothingOfDataNotInvolved());
            RuleFor(body => body.PersonalData!.EstablishedAt)
                .Must(instant => instant is null || instant <= clock.GetUtcNow() + ClockSlack).WithErrorCode("in-the-future");
        });
        When(body => body.Impact is not null, () =>
        {
            RuleFor(body => body.Impact!.Functional).OneOf(Words.FunctionalImpacts);
            RuleFor(body => body.Impact!.Activity).OneOf(Words.Activities);
            RuleFor(body => body.Impact!.Location).OneOf(Words.Locations);
            RuleFor(body => body.Impact!.Actor).OneOf(Words.Actors);
            RuleFor(body => body.Impact!.Information).OneOf(Words.InformationImpacts);
            RuleFor(body => body.Impact!.Recoverability).OneOf(Words.Recoverabilities);
            RuleFor(body => body.Impact!.Potential).OneOf(Words.PotentialImpacts);
            RuleFor(body => body.Impact!.Sector).OneOf(Words.Sectors);
        });
    }
}
