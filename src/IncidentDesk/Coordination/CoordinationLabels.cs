using IncidentDesk.Shell;

namespace IncidentDesk.Coordination;

/// <summary>What the forms of this room call their fields, by the pointers of the API and the names of their inputs: a refusal names a field as its reader sees it.</summary>
internal static class CoordinationLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Request = new Dictionary<string, Text>
    {
        ["/centre"] = Texts.CoordinationCentre, ["/reference"] = Texts.CoordinationReference, ["/subject"] = Texts.CoordinationSubject, ["/text"] = Texts.CoordinationText,
        ["/tlp"] = new("TLP", "TLP"), ["/receivedAt"] = Texts.CoordinationReceived, ["/deadlineAt"] = Texts.CoordinationDeadline, ["/items"] = Texts.CoordinationItems,
        ["/agencies"] = Texts.CoordinationAgencies, ["/incident"] = Texts.CoordinationIncident,
    };

    public static readonly IReadOnlyDictionary<string, Text> Answer = new Dictionary<string, Text>
    {
        ["/item"] = Texts.CoordinationItem, ["/text"] = Texts.CoordinationWords, ["/evidence"] = Texts.HuntEvidence, ["/agency"] = Texts.CoordinationFor, ["/paper"] = Texts.ReplyPaper,
    };

    public static readonly IReadOnlyDictionary<string, Text> Agencies = new Dictionary<string, Text> { ["/agencies"] = Texts.CoordinationAgencies };

    public static readonly IReadOnlyDictionary<string, Text> Reply = new Dictionary<string, Text>
    {
        ["/text"] = Texts.CoordinationCover, ["/part"] = Texts.CoordinationPart, ["/way"] = Texts.CoordinationWay, ["/proof"] = Texts.CoordinationProof,
    };

    public static readonly IReadOnlyDictionary<string, Text> Receipt = new Dictionary<string, Text>
    {
        ["/reference"] = Texts.CoordinationReceiptNumber, ["/on"] = Texts.CoordinationReceiptDay,
    };

    public static readonly IReadOnlyDictionary<string, Text> Order = new Dictionary<string, Text>
    {
        ["/orderedBy"] = Texts.PreservationWho, ["/reference"] = Texts.CoordinationReference, ["/reason"] = Texts.PreservationWhy, ["/incidents"] = Texts.PreservationIncidents,
        ["/systems"] = Texts.PreservationSystems,
    };

    /// <summary>Of a withdrawal, and of an order that is lifted.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Reason = new Dictionary<string, Text> { ["/reason"] = Texts.Reason };
}
