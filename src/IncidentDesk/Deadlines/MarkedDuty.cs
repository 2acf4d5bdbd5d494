using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>A duty whose clock has come to a mark, with what a reminder says of it.</summary>
public sealed record MarkedDuty(
    Guid Id, Guid IncidentId, string Number, Guid AgencyId, Guid? AssigneeId, string Kind, string Article, string Rule, string Recipient, string Basis,
    DateTimeOffset DueAt, DateTimeOffset? OpenedAt, string State, string Reality, DateTimeOffset? EndedAt)
{
    public static Task<MarkedDuty?> FindAsync(Reading reading, Guid incident, Guid obligation) => reading.SingleAsync<MarkedDuty>(
        """
        SELECT obligations.id, obligations.incident_id, incidents.number, incidents.agency_id, incidents.assignee_id, obligations.kind,
            obligations.article, obligations.rule, obligations.recipient, obligations.basis, obligations.due_at, obligations.opened_at, obligations.state,
            incidents.reality, incidents.ended_at
        FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
        WHERE obligations.incident_id = @incident AND obligations.id = @obligation
        """,
        new { incident, obligation });

    public bool IsOwed => State == "open" && EndedAt is null && Reality != "test";

    public string Named(Language language) =>
        $"{Texts.Say(Texts.Obligations, Kind, language)} ({Texts.Say(Texts.Recipients, Recipient, language)}; {Article})";
}
