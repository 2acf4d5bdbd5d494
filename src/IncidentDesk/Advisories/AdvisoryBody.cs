using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Rules.Versions;

namespace IncidentDesk.Advisories;

/// <summary>A warning letter as a person confirms it. Number, day and issuer together name it, and never change.</summary>
public sealed record AdvisoryBody
{
    /// <summary>Number and symbol, 1684/STTTT-CNTT.</summary>
    public required string Number { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string Issuer { get; init; }

    /// <summary>What stands after "V/v".</summary>
    public required string Subject { get; init; }

    /// <summary>critical, high (default), medium or low, as the letter says it.</summary>
    public string? Severity { get; init; }

    /// <summary>The letter itself.</summary>
    public string? Text { get; init; }
    public IReadOnlyList<string>? Cves { get; init; }
    public IReadOnlyList<ProductBody>? Products { get; init; }

    /// <summary>What the letter asks for, in its order.</summary>
    public IReadOnlyList<string>? Asks { get; init; }

    /// <summary>TLP 2.0, default green. Red goes to named persons only and is sent to no agency.</summary>
    public string? Tlp { get; init; }
    public EmbargoBody? Embargo { get; init; }

    /// <summary>By when it is to be done. Later than what the table of BOD 26-04 suggests, or later than before, needs a reason.</summary>
    public DateTimeOffset? DueAt { get; init; }
    public string? DueReason { get; init; }

    /// <summary>Whether what has the weakness can be reached from outside; left out where nobody knows.</summary>
    public bool? Exposed { get; init; }

    /// <summary>Whether a machine can repeat the attack against many.</summary>
    public bool? Automatable { get; init; }

    /// <summary>partial or total.</summary>
    public string? TechnicalImpact { get; init; }

    /// <summary>A product and the versions that are affected; without versions all of them.</summary>
    public sealed record ProductBody(string Name, IReadOnlyList<VersionsBody>? Versions = null);

    /// <param name="To">The last affected one.</param>
    /// <param name="FixedIn">The first one that is not affected any more.</param>
    public sealed record VersionsBody(string? From = null, string? To = null, string? FixedIn = null)
    {
        public VersionRange ToRange() => new(From, To, FixedIn);
    }

    /// <param name="Zone">The zone in which the issuer said it, such as Asia/Ho_Chi_Minh.</param>
    public sealed record EmbargoBody(DateTimeOffset Until, string? Zone = null);
}

public sealed class AdvisoryRules : AbstractValidator<AdvisoryBody>
{
    public const int MostBytes = 512 << 10, MostText = 100_000;
    public static readonly IReadOnlyList<string> Impacts = ["partial", "total"];

    /// <summary>Days are counted from it in both directions; beyond these years there is no calendar to count in.</summary>
    public static bool IsInReach(DateTimeOffset? instant) => instant is null || instant.Value.Year is >= 2000 and <= 2200;

    public AdvisoryRules()
    {
        RuleFor(letter => letter.Number).Must(number => LetterText.IsNumber(AdvisoryRows.NumberOf(number))).WithFault("bad-format", "1684/STTTT-CNTT");
        RuleFor(letter => letter.Issuer).TextBetween(1, 200).OnOneLine();
        RuleFor(letter => letter.Subject).TextBetween(1, 300).OnOneLine();
        RuleFor(letter => letter.Severity).OneOf(Words.Severities);
        RuleFor(letter => letter.Text).AtMostCharacters(MostText);
        RuleFor(letter => letter.Cves).AtMostItems(50);
        RuleForEach(letter => letter.Cves).Must(cve => LetterText.CveOf(cve) is not null).WithFault("bad-format", "CVE-2022-40684");
        RuleFor(letter => letter.Products).AtMostItems(50);
        RuleForEach(letter => letter.Products).ChildRules(product =>
        {
            product.RuleFor(one => one.Name).TextBetween(1, 200).OnOneLine();
            product.RuleFor(one => one.Name).Must(name => ProductName.KeyOf(name).Length > 0).WithFault("bad-format", "FortiOS");
            product.RuleFor(one => one.Versions).AtMostItems(50);
            product.RuleForEach(one => one.Versions).Must(versions => versions.ToRange().IsWellFormed).WithFault("bad-format", "{\"from\": \"7.0.0\", \"to\": \"7.0.6\"}");
        });
        RuleFor(letter => letter.Asks).AtMostItems(20);
        RuleForEach(letter => letter.Asks).TextBetween(1, 2000);
        RuleFor(letter => letter.Tlp).OneOf(Words.Tlp);
        RuleFor(letter => letter.Embargo!.Zone).Must(zone => zone is null || TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            .WithFault("not-in-list", "Asia/Ho_Chi_Minh", "UTC").When(letter => letter.Embargo is not null);
        RuleFor(letter => letter.Embargo!.Until).Must(until => IsInReach(until)).WithFault("out-of-range", 2000, 2200).When(letter => letter.Embargo is not null);
        RuleFor(letter => letter.DueAt).Must(IsInReach).WithFault("out-of-range", 2000, 2200);
        RuleFor(letter => letter.DueReason).TextBetween(1, 2000);
        RuleFor(letter => letter.TechnicalImpact).OneOf(Impacts);
    }
}
