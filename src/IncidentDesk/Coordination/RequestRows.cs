using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>The row of a request, and who may see it.</summary>
public sealed record RequestRow(
    Guid Id, string CentreId, string CentreName, string CentreNameEn, string Reference, string Subject, string? Text, string Tlp, DateTimeOffset ReceivedAt,
    DateTimeOffset DeadlineAt, Guid? IncidentId, string? Number, string State, DateTimeOffset? AnsweredAt, string? ReceiptReference, string? ReceiptOn,
    DateTimeOffset? EndedAt, string? Ending, long Version);

public static class RequestRows
{
    public const string Select =
        """
        SELECT coordination_requests.id, coordination_requests.centre_id, centres.name AS centre_name, centres.name_en AS centre_name_en, coordination_requests.reference,
            coordination_requests.subject, coordination_requests.text, coordination_requests.tlp, coordination_requests.received_at, coordination_requests.deadline_at,
            coordination_requests.incident_id, incidents.number, coordination_requests.state, coordination_requests.answered_at, coordination_requests.receipt_reference,
            coordination_requests.receipt_on, coordination_requests.ended_at, coordination_requests.ending, coordination_requests.version
        FROM coordination_requests JOIN centres ON centres.id = coordination_requests.centre_id
        LEFT JOIN incidents ON incidents.id = coordination_requests.incident_id
        """;

    /// <summary>The wall: the desk sees every request, an agency those that were passed on to it or to one below it.</summary>
    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"EXISTS (SELECT 1 FROM coordination_agencies WHERE coordination_agencies.request_id = coordination_requests.id AND {caller.MaySee("coordination_agencies")})";

    public static Task<RequestRow?> FindAsync(Reading reading, Guid id, Caller caller) =>
        reading.SingleAsync<RequestRow>($"{Select} WHERE coordination_requests.id = @id AND {MaySee(caller)}", new { id });

    /// <summary>The request that an act is about.</summary>
    /// <exception cref="RefusedException">404, 412 when it has changed, 409 request-ended.</exception>
    internal static async Task<RequestRow> HoldAsync(Transaction transaction, Guid id, long version, Caller caller)
    {
        var row = await FindAsync(transaction, id, caller) ?? throw new RefusedException(Problems.NotFound());
        if (version != ETags.Any && version != row.Version)
            throw new RefusedException(Problems.Stale());
        return row.State is "open" or "answered" ? row : throw new RefusedException(Problems.Conflict("request-ended").With("state", row.State));
    }
}
