using IncidentDesk.Incidents;
using IncidentDesk.Pipeline.Access;

namespace IncidentDesk.Delivery.Dossier;

/// <summary>What the index of a dossier tells.</summary>
/// <param name="AsOf">When the last thing in it happened: exporting it again before something happens gives the same bytes.</param>
public sealed record DossierSummary(
    IncidentView Incident, IReadOnlyList<DeliveryPart> Deliveries, IReadOnlyList<TimelinePart> Timeline, DateTimeOffset AsOf);

/// <param name="Message">The stored message's path; null when it was never written.</param>
public sealed record DeliveryPart(
    string Folder, DeliveryDetail Delivery, string? Message, IReadOnlyList<GivenPart> Approvals, IReadOnlyList<AnswerPart> Answers);

/// <summary>Somebody approved this very content.</summary>
public sealed record GivenPart(string ContentHash, DateTimeOffset At, string Actor);

/// <summary>A bounce, a receipt or a reply.</summary>
/// <param name="File">The raw mail's path; null when it is gone or no longer as it was received.</param>
public sealed record AnswerPart(
    string Hash, string? Kind, string Sender, string Subject, DateTimeOffset ReceivedAt, string? Note, string? File);

/// <summary>A line of the story.</summary>
public sealed record TimelinePart(
    Guid Id, DateTimeOffset At, string Kind, string ActorKind, Guid? ActorId, string ActorName, string Visibility, string Text, string TextVi,
    string? Facts)
{
    public static string Select(bool isDesk) =>
        $"""
        SELECT id, at, kind, actor_kind, actor_id, actor_name, visibility, text, text_vi, facts FROM timeline
        WHERE incident_id = @incident AND {(isDesk ? "1 = 1" : "visibility = 'agency'")} ORDER BY id
        """;

    /// <summary>As the door of the timeline shows it.</summary>
    public TimelinePart For(Func<StoryWords, StoryWords> hide)
    {
        var said = hide(new(Kind, ActorKind, ActorId, ActorName, Text, TextVi, Facts));
        return this with { ActorName = said.ActorName, Text = said.Text, TextVi = said.TextVi };
    }
}

/// <summary>What needed two people, and who they were.</summary>
public sealed record ApprovalPart(
    Guid Id, string Kind, string Subject, string ContentHash, string Text, string TextVi, string Needs, string State, string AskedBy,
    DateTimeOffset AskedAt, string? DecidedBy, DateTimeOffset? DecidedAt, string? Note)
{
    public static string Select(string visible) =>
        $"""
        SELECT id, kind, subject, content_hash, text, text_vi, needs, state, asked_by, asked_at, decided_by, decided_at, note FROM approvals
        WHERE incident_id = @incident AND {visible} ORDER BY id
        """;
}

/// <summary>What needed a person.</summary>
public sealed record AlarmPart(
    Guid Id, string Kind, string Severity, string Subject, DateTimeOffset Since, DateTimeOffset? EndedAt, string Text, string TextVi)
{
    public static string Select(string visible) =>
        $"SELECT id, kind, severity, subject, since, ended_at, text, text_vi FROM alarms WHERE incident_id = @incident AND {visible} ORDER BY id";

    /// <summary>As the door of alarms shows it: of the incident's own messages it leaves out the same names as the timeline does.</summary>
    public AlarmPart For(Func<StoryWords, StoryWords> hide)
    {
        var said = hide(new("alarm", "desk", null, "", Text, TextVi, null));
        return this with { Text = said.Text, TextVi = said.TextVi };
    }
}

/// <summary>A file by its sum; its bytes are not part of the dossier.</summary>
public sealed record EvidencePart(
    Guid Id, string Name, string? Description, string Tlp, long Bytes, string Hash, DateTimeOffset AddedAt, string AddedByName, string Scan, string? ScanNote,
    DateTimeOffset? ScannedAt)
{
    public static string Select(string visible) =>
        $"""
        SELECT id, name, description, tlp, bytes, hash, added_at, added_by_name, scan, scan_note, scanned_at FROM evidence
        WHERE incident_id = @incident AND {visible} ORDER BY id
        """;
}

/// <summary>Who held a file, when and why.</summary>
public sealed record CustodyPart(
    Guid EvidenceId, long N, DateTimeOffset At, DateTimeOffset RecordedAt, string Act, string Holder, string Reason, string ActorKind, Guid ActorId, string ActorName)
{
    public static string Select(string visible) =>
        $"""
        SELECT evidence_id, n, at, recorded_at, act, holder, reason, actor_kind, actor_id, actor_name FROM evidence_custody
        WHERE evidence_id IN (SELECT id FROM evidence WHERE incident_id = @incident AND {visible}) ORDER BY evidence_id, n
        """;

    /// <summary>As the door of the custody shows it: who audits sees what was done and by which id, no names.</summary>
    public CustodyPart For(Caller caller) => caller.SeesContacts ? this : this with { Holder = "", Reason = "", ActorName = "" };
}

/// <summary>The ladder as it was frozen, and how far it was climbed.</summary>
public sealed record LadderPart(
    string Severity, string Rungs, long Step, DateTimeOffset StartedAt, DateTimeOffset? ClimbedAt, DateTimeOffset? StoppedAt, string? StoppedBy)
{
    public const string Select =
        "SELECT severity, rungs, step, started_at, climbed_at, stopped_at, stopped_by FROM incident_ladders WHERE incident_id = @incident";
}
