namespace IncidentDesk.Delivery;

/// <summary>
/// Channels that are no machine's: a person makes the call, a person hands the paper over. The post room never carries them, and when it is
/// not known whether it was done, nothing is repeated by itself: mail and HTTP tell a repetition by its Message-ID or its key, people cannot.
/// </summary>
public static class PersonChannels
{
    public const string Call = "call", ByHand = "by-hand";

    /// <summary>As a list in SQL.</summary>
    internal const string Listed = "'call', 'by-hand'";

    public static bool Has(string channel) => channel is Call or ByHand;
}
