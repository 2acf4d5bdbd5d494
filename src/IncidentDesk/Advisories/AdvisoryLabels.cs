using IncidentDesk.Pipeline;
using IncidentDesk.Shell;

namespace IncidentDesk.Advisories;

/// <summary>What the forms of this room call their fields, by the pointers of the API: a refusal names a field as its reader sees it.</summary>
internal static class AdvisoryLabels
{
    public static readonly IReadOnlyDictionary<string, Text> Letter = new Dictionary<string, Text>
    {
        ["/number"] = Texts.AdvisoryNumber, ["/issuedOn"] = Texts.AdvisoryDay, ["/issuer"] = Texts.AdvisoryIssuer, ["/subject"] = Texts.AdvisorySubject,
        ["/severity"] = Texts.AdvisoryLevel, ["/cves"] = Texts.AdvisoryCves, ["/products"] = Texts.AdvisoryProducts, ["/asks"] = Texts.AdvisoryAsks, ["/text"] = Texts.AdvisoryWhole,
        ["/tlp"] = Texts.AdvisoryTlp, ["/embargo"] = Texts.AdvisoryEmbargo, ["/dueAt"] = Texts.AdvisoryDue, ["/dueReason"] = Texts.AdvisoryDueReason,
        ["/reason"] = Texts.AdvisoryDueReason, ["/exposed"] = Texts.LetterExposed, ["/automatable"] = Texts.LetterAutomatable, ["/technicalImpact"] = Texts.LetterImpact,
        ["/body"] = Texts.AdvisorySendWhom, ["/agencies"] = Texts.AdvisorySendCodes, ["/kinds"] = Texts.AdvisorySendWhom, ["/patchedOn"] = Texts.AdvisoryPatchDay,
    };

    public static readonly IReadOnlyDictionary<string, Text> Reply = new Dictionary<string, Text>
    {
        ["/state"] = Texts.AdvisoryState, ["/outcome"] = Texts.AdvisoryState, ["/system"] = Texts.ReplySystem, ["/affected"] = Texts.ReplyAffected,
        ["/evidence"] = Texts.ReplyEvidence, ["/reason"] = Texts.ReplyReason, ["/until"] = Texts.ReplyUntil, ["/signedBy"] = Texts.ReplySigned, ["/paper"] = Texts.ReplyPaper,
    };

    /// <summary>Of a letter's own form: of a list it says which line is wrong.</summary>
    public static IReadOnlyList<Text> Said(Problem problem) =>
        Shell.Forms.Said(problem.Errors is { Count: > 0 } faults ? problem with { Errors = [.. faults.Take(30).Select(AdvisoryFields.Named)] } : problem, Letter);
}
