using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Shell;

namespace IncidentDesk.Incidents.Moves;

/// <summary>One field of an act's form.</summary>
/// <param name="Kind">area, line, choice or time.</param>
/// <param name="Now">Of a choice: what holds now, so that a change in between is seen.</param>
public sealed record ActField(string Name, Text Label, string Kind, bool IsOptional = false, Func<IncidentView, string?>? Now = null);

/// <summary>What a person may do with an incident: its form, what it means, and how it is undone. Said before the button is pressed.</summary>
/// <param name="Fits">Whether the incident's state lets it be done.</param>
/// <param name="Command">What is sent, the same as the API's door sends.</param>
public sealed record ActForm(
    string Word, Text Title, Text Means, IReadOnlyList<ActField> Fields, Func<IncidentView, bool> Fits, Func<ActInput, object> Command)
{
    /// <summary>Of a choice of which "none of them" is one.</summary>
    public const string None = "none";

    private static readonly ActField Reason = new("reason", Texts.ActReason, "area"), Summary = new("summary", Texts.ActSummary, "area"), At = new("at", Texts.ActAt, "time", IsOptional: true);

    private static bool Runs(IncidentView incident) => incident.EndedAt is null;

    public static readonly IReadOnlyList<ActForm> All =
    [
        new("take", Texts.TakeIncident, Texts.TakeAsks, [new("note", Texts.ActNote, "area", IsOptional: true)], incident => Runs(incident) && incident.AcknowledgedAt is null,
            said => new AcknowledgeIncident.Command(said.Incident, new(said["note"]))),
        new("give-back", Texts.GiveBack, Texts.GiveBackMeans, [], incident => Runs(incident) && incident.AcknowledgedAt is not null, said => new GiveBackIncident.Command(said.Incident)),
        new("assign", Texts.Assign, Texts.AssignMeans, [new("person", Texts.ActPerson, "choice", Now: incident => incident.Assignee), new("note", Texts.ActNote, "area", IsOptional: true)], Runs,
            said => new AssignIncident.Command(said.Incident, new(said.Id("person"), said["note"]), said.Version)),
        new("classify", Texts.Classify, Texts.ClassifyMeans, [new("category", Texts.Category, "choice", Now: incident => incident.Category), Reason], Runs,
            said => new ClassifyIncident.Command(said.Incident, new(said["category"] ?? "", said["reason"] ?? ""), said.Version)),
        new("severity", Texts.Rank, Texts.RankMeans,
            [new("severity", Texts.ColumnSeverity, "choice", Now: incident => incident.Severity), new("serious", Texts.SeriousByLaw, "choice", Now: incident => incident.Serious ? "true" : "false"), Reason], Runs,
            said => new SetSeverity.Command(said.Incident, new(said["severity"] ?? "", said["reason"] ?? "", said["serious"] switch { "true" => true, "false" => false, _ => null }), said.Version)),
        new("escalate", Texts.Escalate, Texts.EscalateMeans, [new("to", Texts.ActTo, "choice"), Reason], Runs,
            said => new EscalateIncident.Command(said.Incident, new(said["to"] ?? "", said["reason"] ?? "", said.SeenAt))),
        new("contain", Texts.Contain, Texts.ContainMeans, [Summary, At], Runs, said => new ContainIncident.Command(said.Incident, new(said["summary"] ?? "", said.Instant("at")), said.Version)),
        new("resolve", Texts.Resolve, Texts.ResolveMeans, [new("cause", Texts.ActCause, "area"), Summary, At], Runs,
            said => new ResolveIncident.Command(said.Incident, new(said["cause"] ?? "", said["summary"] ?? "", said.Instant("at")), said.Version)),
        new("close", Texts.CloseIncident, Texts.CloseMeans, [new("disposition", Texts.ActDisposition, "choice"), Summary], incident => incident.Status == "resolved",
            said => new EndIncident.Command(said.Incident, new(Ending.Closed, said["disposition"] ?? "", said["summary"] ?? ""), said.Version)),
        new("reject", Texts.Reject, Texts.RejectMeans, [new("disposition", Texts.ActDisposition, "choice"), Reason], Runs,
            said => new EndIncident.Command(said.Incident, new(Ending.Rejected, said["disposition"] ?? "", said["reason"] ?? ""), said.Version)),
        new("reopen", Texts.Reopen, Texts.ReopenMeans, [Reason], incident => incident.Status is "resolved" or "closed" or "rejected",
            said => new ReopenIncident.Command(said.Incident, new(said["reason"] ?? ""), said.Version)),
        new("merge", Texts.Merge, Texts.MergeMeans, [new("into", Texts.ActInto, "line"), Reason], Runs, said => new MergeIncident.Command(said.Incident, new(said["into"] ?? "", said["reason"] ?? ""), said.Version)),
        new("unmerge", Texts.Unmerge, Texts.UnmergeMeans, [], incident => incident.Status == "duplicate", said => new UnmergeIncident.Command(said.Incident, said.Version)),
        new("link", Texts.Link, Texts.LinkMeans, [new("other", Texts.ActOther, "line"), Reason], _ => true,
            said => new LinkIncidents.Command(said.Incident, said["other"] ?? "", new(said["other"] ?? "", said["reason"] ?? ""))),
        new("drill", Texts.NameDrill, Texts.NameDrillMeans, [new("drill", Texts.ActDrill, "choice")], incident => incident.Drill,
            said => new NameDrill.Command(said.Incident, said["drill"] == None ? null : said.Id("drill"), said.Version)) { Unfit = Texts.NameDrillUnfit },
        new("late-reason", Texts.ExplainLateness, Texts.ExplainLatenessMeans, [Reason], incident => incident.Obligations.Any(duty => duty is { LateReason: null, State: "open" or "late" }),
            said => new ExplainLateness.Command(said.Incident, new(said["reason"] ?? ""))),
        new("comment", Texts.AddRemark, Texts.AddRemarkMeans, [new("text", Texts.ActRemark, "area"), new("visibility", Texts.ActVisibility, "choice")], Runs,
            said => new AddComment.Command(said.Incident, new(said["text"] ?? "", said["visibility"]))),
    ];

    /// <summary>Why it does not fit, where that is no matter of the status.</summary>
    public Text? Unfit { get; init; }

    public static ActForm? Find(string word) => All.FirstOrDefault(form => form.Word == word);

    /// <summary>What the buttons of the incident's page lead to, in the order of the work; the first two stand alone, the rest under "more".</summary>
    public static IEnumerable<ActForm> For(IncidentView incident) => All.Where(form => form.Fits(incident));
}
