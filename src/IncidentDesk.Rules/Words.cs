namespace IncidentDesk.Rules;

/// <summary>The closed word lists of the wire contract, each in the contract's order.</summary>
public static class Words
{
    public static readonly IReadOnlyList<string> Severities = Of("critical high medium low");
    public static readonly IReadOnlyList<string> IncidentStatuses =
        Of("new triaged open contained resolved closed rejected duplicate");
    public static readonly IReadOnlyList<string> Tlp = Of("clear green amber amber+strict red");
    public static readonly IReadOnlyList<string> ReportKinds = Of("initial progress final correction withdrawal");
    public static readonly IReadOnlyList<string> Needs = Of("response monitoring advice none");
    public static readonly IReadOnlyList<string> ReportedVia =
        Of("api web-form offline-form phone email fax letter message in-person import");
    public static readonly IReadOnlyList<string> ObservableTypes = Of(
        "ipv4 ipv6 cidr domain url email md5 sha1 sha256 sha512 file-name mac asn user-account process registry-key mutex " +
        "user-agent phone other");

    public static readonly IReadOnlyList<string> FunctionalImpacts = Of(
        "no-impact no-impact-to-services minimal-non-critical minimal-critical significant-non-critical denial-non-critical " +
        "significant-critical denial-critical");
    public static readonly IReadOnlyList<string> Activities = Of("none prepare engage presence effect");
    public static readonly IReadOnlyList<string> Locations = Of(
        "business-dmz business-network unknown business-management critical-dmz critical-management critical-systems " +
        "safety-systems");
    public static readonly IReadOnlyList<string> Actors =
        Of("hacktivists unwitting-insider criminal unknown witting-insider apt apt-targeted");
    public static readonly IReadOnlyList<string> InformationImpacts = Of(
        "no-impact suspected privacy-data-loss proprietary-loss destruction-non-critical critical-systems-breach " +
        "core-credentials destruction-critical");
    public static readonly IReadOnlyList<string> Recoverabilities = Of("regular supplemented extended not-recoverable");
    public static readonly IReadOnlyList<string> PotentialImpacts = Of("minimal low moderate high severe");
    public static readonly IReadOnlyList<string> Sectors = Of(
        "nuclear agriculture chemical dams emergency-services commercial-facilities health finance defense-industry government " +
        "critical-manufacturing water communications transportation it energy");

    public static readonly IReadOnlyList<string> ObligationKinds = Of(
        "immediate-notice initial-notice report progress-report final-report personal-data-notice data-subject-notice " +
        "written-follow-up coordination-reply periodic-report annual-report");
    public static readonly IReadOnlyList<string> RecipientRoles = Of(
        "system-owner specialised-unit national-coordinator cyber-authority provincial-police defence-authority " +
        "personal-data-authority data-subjects response-network");
    public static readonly IReadOnlyList<string> SurenessWords = Of("verified secondary memory open");

    public static readonly IReadOnlyList<string> Centres =
        Of("vncert ncsc cyber-authority provincial-police personal-data-authority defence-authority");
    public static readonly IReadOnlyList<string> Channels = Of("mail call voice sms webhook by-hand");
    public static readonly IReadOnlyList<string> AgencyKinds =
        Of("province department commune district unit enterprise other");
    public static readonly IReadOnlyList<string> Jurisdictions = Of("civil defence public-security");
    public static readonly IReadOnlyList<string> GuardModes = Of("disabled simulate allow-list live");

    private static string[] Of(string words) => words.Split(' ');
}
