using System.Text.Json;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Phones;
using IncidentDesk.Rules.Triage;

namespace IncidentDesk.Reports.Facts;

/// <summary>
/// A report in its normal form: NFC, defaults filled in, instants in UTC. Two bodies with the same facts are the same report, and
/// everything decided later can be decided again from these facts.
/// </summary>
public sealed record ReportFacts(
    string Agency, string Title, string? Description, string Category, DateTimeOffset DetectedAt, DateTimeOffset? OccurredAt,
    string? System, string? Need, ImpactBody Impact, FlagsBody Flags, PersonalDataBody PersonalData, string Tlp,
    IReadOnlyList<string> Cves, IReadOnlyList<ObservableBody> Observables, ReportContact? Contact,
    string Source, string? SourceRef, string ReportedVia, bool Drill, string Kind, string? Incident)
{
    private static readonly ImpactBody NoImpactSaid = new(null, null, null, null, null, null, null, "government");
    private static readonly FlagsBody NoFlags = new(false, false, false);
    private static readonly PersonalDataBody NoPersonalData = new(false, null, false, false, null);

    /// <summary>real, drill or test: only what is real may leave the desk.</summary>
    public string Reality => Category.Equals("test", StringComparison.Ordinal) || Category.Equals("test/test", StringComparison.Ordinal)
        ? "test"
        : Drill ? "drill" : "real";

    /// <param name="agency">Code of the agency that the report is filed for, named in the body or not.</param>
    /// <param name="via">How it came, where the body does not say.</param>
    public static ReportFacts Of(ReportBody body, string agency, string via) => new(
        agency, body.Title.Trim(), body.Description, body.Category, body.DetectedAt.ToUniversalTime(), body.OccurredAt?.ToUniversalTime(),
        body.System, body.Need, ImpactOf(body.Impact), FlagsOf(body.Flags), PersonalDataOf(body.PersonalData),
        body.Tlp ?? "amber", body.Cves ?? [], body.Observables ?? [], ContactOf(body.Contact),
        body.Source ?? "", body.SourceRef, body.ReportedVia ?? via, body.Drill ?? false, body.Kind ?? "initial", body.Incident);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    public static ReportFacts FromJson(string json) => JsonSerializer.Deserialize<ReportFacts>(json, Json.Options)!;

    public TriageFacts ForTriage(DateTimeOffset receivedAt, int? systemLevel, string jurisdiction, string guard) => new()
    {
        Category = Category,
        DetectedAt = DetectedAt,
        OccurredAt = OccurredAt,
        ReceivedAt = receivedAt,
        Need = Need,
        Impact = new(
            Impact.Functional, Impact.Activity, Impact.Location, Impact.Actor,
            Impact.Information, Impact.Recoverability, Impact.Potential, Impact.Sector),
        Flags = new(Flags.SeriousDisruption ?? false, Flags.NationalSecurity ?? false, Flags.BeyondCapacity ?? false),
        PersonalData = new(
            PersonalData.Involved, PersonalData.Subjects, PersonalData.Sensitive ?? false,
            PersonalData.LocationOrBiometric ?? false, PersonalData.EstablishedAt),
        SystemLevel = systemLevel,
        Jurisdiction = jurisdiction,
        Drill = Drill,
        GuardMode = guard,
    };

    private static ImpactBody ImpactOf(ImpactBody? said) =>
        said is null ? NoImpactSaid : said with { Sector = said.Sector ?? NoImpactSaid.Sector };

    private static FlagsBody FlagsOf(FlagsBody? said) => said is null
        ? NoFlags
        : new(said.SeriousDisruption ?? false, said.NationalSecurity ?? false, said.BeyondCapacity ?? false);

    /// <summary>For who sees no contact: neither whom to ask, nor how many people are concerned and how. That some are stays.</summary>
    public ReportFacts WithoutPersons() => this with { Contact = null, PersonalData = new(PersonalData.Involved, null, null, null, null) };

    private static PersonalDataBody PersonalDataOf(PersonalDataBody? said) => said is null
        ? NoPersonalData
        : said with
        {
            Sensitive = said.Sensitive ?? false,
            LocationOrBiometric = said.LocationOrBiometric ?? false,
            EstablishedAt = said.EstablishedAt?.ToUniversalTime(),
        };

    private static ReportContact? ContactOf(ContactBody? said) => said is null
        ? null
        : new(said.Name, said.Phone, said.Phone is null ? null : PhoneNumber.ToE164(said.Phone), said.Email, said.SafeEmail);
}

/// <summary>Whom to ask at the agency. The phone is kept as written and as E.164.</summary>
public sealed record ReportContact(string Name, string? Phone, string? PhoneE164, string? Email, string? SafeEmail);
