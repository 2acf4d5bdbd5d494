using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>Reads what was asked for and what became of it, as far as the caller may know of it.</summary>
public static class ApprovalRows
{
    /// <summary>
    /// The wall: the desk sees all, whoever asked sees their own, and who approves for an agency sees the letters about that agency and those below it.
    /// Every other kind is asked within the desk, also where an older row names an agency. The parameters are those of <see cref="Parameters"/>.
    /// </summary>
    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"(approvals.asked_by = @word OR approvals.asked_by_person = @person{(caller.Has(Scopes.Approve) ? $" OR (approvals.kind = 'delivery' AND {caller.MaySee("approvals")})" : "")})";

    public static Dictionary<string, object?> Parameters(Caller caller) => new()
    {
        ["word"] = Actor.Of(caller).Word, ["person"] = caller.Person ?? Guid.Empty,
    };

    /// <param name="condition">Over the table approvals; its order and limit included.</param>
    public static Task<IReadOnlyList<Row>> OfAsync(Reading reading, string condition, Dictionary<string, object?> parameters) =>
        reading.QueryAsync<Row>(
            $"""
            SELECT approvals.id, approvals.kind, approvals.subject, approvals.incident_id, approvals.agency_id, approvals.content_hash,
                approvals.act, approvals.text, approvals.text_vi, approvals.needs, approvals.state, approvals.asked_by,
                approvals.asked_by_person, approvals.asked_at, incidents.number, agencies.code AS agency, asker.name AS asked_by_name,
                approvals.decided_by, decider.name AS decided_by_name, approvals.decided_at, approvals.note
            FROM approvals
            LEFT JOIN incidents ON incidents.id = approvals.incident_id
            LEFT JOIN agencies ON agencies.id = approvals.agency_id
            LEFT JOIN people asker ON asker.id = approvals.asked_by_person
            LEFT JOIN people decider ON decider.id = approvals.decided_by_person
            WHERE {condition}
            """,
            parameters);

    /// <summary>One that the caller may see, or null.</summary>
    public static async Task<Row?> FindAsync(Reading reading, Guid id, Caller caller)
    {
        var parameters = Parameters(caller);
        parameters["id"] = id;
        return (await OfAsync(reading, $"approvals.id = @id AND {MaySee(caller)}", parameters)).SingleOrDefault();
    }

    public sealed record Row(
        Guid Id, string Kind, string Subject, Guid? IncidentId, Guid? AgencyId, string ContentHash, string Act, string Text, string TextVi,
        string Needs, string State, string AskedBy, Guid? AskedByPerson, DateTimeOffset AskedAt, string? Number, string? Agency,
        string? AskedByName, string? DecidedBy, string? DecidedByName, DateTimeOffset? DecidedAt, string? Note)
    {
        public Approval Approval => new(
            Id, Kind, Subject, IncidentId, AgencyId, ContentHash, Act, Text, TextVi, Needs, State, AskedBy, AskedByPerson, AskedAt);
    }
}
