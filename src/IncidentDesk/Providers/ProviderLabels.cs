using IncidentDesk.Shell;

namespace IncidentDesk.Providers;

/// <summary>What the forms of this room call their fields, by the pointers of the API: a refusal names a field as its reader sees it.</summary>
internal static class ProviderLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Provider = new Dictionary<string, Text> { ["/name"] = Texts.ProviderName, ["/note"] = Texts.ProviderNote };

    public static readonly IReadOnlyDictionary<string, Text> None = new Dictionary<string, Text> { ["/agency"] = Texts.ProviderNoneWho, ["/reason"] = Texts.ProviderReason };

    public static readonly IReadOnlyDictionary<string, Text> Contact = new Dictionary<string, Text>
    {
        ["/name"] = Texts.ProviderContactName, ["/purpose"] = Texts.ProviderPurpose, ["/channel"] = Texts.ProviderChannel, ["/value"] = Texts.ProviderValue,
    };

    public static readonly IReadOnlyDictionary<string, Text> Commitment = new Dictionary<string, Text>
    {
        ["/agency"] = Texts.ProviderNoneWho, ["/document"] = Texts.ProviderDocument, ["/services"] = Texts.ProviderServices, ["/hours"] = Texts.ProviderHoursLabel,
        ["/from"] = Texts.ProviderFrom, ["/to"] = Texts.ProviderTo, ["/systems"] = Texts.ProviderSystems,
    };

    public static readonly IReadOnlyDictionary<string, Text> End = new Dictionary<string, Text> { ["/on"] = Texts.ProviderEndOn, ["/reason"] = Texts.ProviderReason };
}
