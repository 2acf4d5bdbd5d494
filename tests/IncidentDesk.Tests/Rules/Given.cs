using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Tests.Rules;

/// <summary>The rule book that the product ships, and reports to try it on.</summary>
internal static class Given
{
    public static readonly RuleBook Book = ReferenceLibrary.Load().RuleBook;

    public static readonly TriageFacts Facts = new()
    {
        Category = "intrusions/application-compromise",
        DetectedAt = At("2026-11-20T16:45:00+07:00"),
        ReceivedAt = At("2026-11-20T17:00:00+07:00"),
    };

    /// <summary>Eight facts that score 47.97.</summary>
    public static readonly Impact Impact = new("denial-non-critical", "effect", "business-network", "criminal",
        "privacy-data-loss", "supplemented", "moderate", "government");

    public static DateTimeOffset At(string instant) =>
        DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);

    public static TriageDecision Decided(TriageFacts facts) => Triage.Decide(facts, Book);

    public static TriageFacts WithPersonalData(long? subjects, bool sensitive = false) =>
        Facts with { PersonalData = new(true, subjects, sensitive, false, null) };

    /// <summary>Any report that the gate lets through, detected from before the first rule set to today.</summary>
    public static Arbitrary<TriageFacts> AnyFacts()
    {
        var impact =
            from functional in Maybe(Words.FunctionalImpacts)
            from activity in Maybe(Words.Activities)
            from location in Maybe(Words.Locations)
            from actor in Maybe(Words.Actors)
            from information in Maybe(Words.InformationImpacts)
            from recoverability in Maybe(Words.Recoverabilities)
            from potential in Maybe(Words.PotentialImpacts)
            from sector in Maybe(Words.Sectors)
            select new Impact(functional, activity, location, actor, information, recoverability, potential, sector);
        var personalData =
            from involved in Bool
            from subjects in Gen.Elements<long?>(null, 0, 1, 9_999, 10_000, 99_999, 100_000, 5_000_000)
            from sensitive in Bool
            from location in Bool
            from established in Gen.Elements<DateTimeOffset?>(null, At("2026-11-22T08:00:00+07:00"), At("2024-01-02T03:04:05Z"))
            select new PersonalDataFacts(involved, subjects, sensitive, location, established);
        var flags =
            from disruption in Bool
            from security in Bool
            from capacity in Bool
            select new Flags(disruption, security, capacity);
        return Arb.From(
            from category in Gen.Elements(Categories)
            from minutes in Gen.Choose(0, 5_000_000)
            from delay in Gen.Choose(-5, 10_000)
            from offset in Gen.Choose(-14, 14)
            from need in Maybe(Words.Needs)
            from facts in impact
            from flag in flags
            from data in personalData
            from level in Gen.Elements<int?>(null, 1, 2, 3, 4, 5)
            from jurisdiction in Gen.Elements<string>(Words.Jurisdictions)
            from drill in Bool
            from guard in Gen.Elements<string>(Words.GuardModes)
            let detected = At("2017-06-01T00:00:00Z").AddMinutes(minutes).ToOffset(TimeSpan.FromHours(offset))
            select new TriageFacts
            {
                Category = category,
                DetectedAt = detected,
                ReceivedAt = detected.AddMinutes(delay),
                OccurredAt = delay % 2 == 0 ? detected.AddMinutes(-delay) : null,
                Need = need,
                Impact = facts,
                Flags = flag,
                PersonalData = data,
                SystemLevel = level,
                Jurisdiction = jurisdiction,
                Drill = drill,
                GuardMode = guard,
            });
    }

    public static void ForAnyFacts(Func<TriageFacts, bool> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(AnyFacts(), holds));

    private static readonly string[] Categories = [.. Book.Taxonomy.Classes
        .SelectMany(known => known.Values.Select(value => $"{known.Word}/{value.Word}").Append(known.Word))];

    private static Gen<bool> Bool => Gen.Elements(true, false);

    private static Gen<string?> Maybe(IReadOnlyList<string> words) => Gen.Elements<string?>([null, .. words]);
}
