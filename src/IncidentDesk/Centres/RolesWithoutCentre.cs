using IncidentDesk.Operations;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Centres;

/// <summary>
/// Roles of the law that no centre holds: the owner of a system is the agency above the one that runs it, the specialised unit is the desk itself,
/// and the people concerned are told by their agency. A duty whose recipient nobody knows is an alarm until somebody does.
/// </summary>
public static class RolesWithoutCentre
{
    public const string Owner = "system-owner", Unit = "specialised-unit", People = "data-subjects";

    private static readonly string Asked = string.Join(", ", Words.RecipientRoles.Where(role => role is not (Unit or People)).Select(role => $"'{role}'"));

    /// <summary>The name that a paper is addressed to; null where the register does not know.</summary>
    public static async Task<string?> NameAsync(Reading reading, string role, Guid agency, string desk) => role switch
    {
        Unit => desk,
        // A province has nobody above it: it is the owner.
        Owner => await reading.SingleAsync<string>(
            """
            SELECT coalesce(above.name, CASE WHEN agencies.kind = 'province' THEN agencies.name END) AS name
            FROM agencies LEFT JOIN agencies above ON above.id = agencies.parent_id WHERE agencies.id = @agency
            """,
            new { agency }),
        _ => null,
    };

    public static async Task LookAsync(Transaction transaction, DateTimeOffset now)
    {
        var missing = await MissingAsync(transaction, now);
        foreach (var subject in await transaction.QueryAsync<string>(
            $"""
            SELECT alarms.subject FROM alarms JOIN obligations ON obligations.incident_id = alarms.incident_id AND obligations.id = alarms.subject
            WHERE alarms.kind = '{CentreAlarms.Kind}' AND alarms.ended_at IS NULL ORDER BY alarms.id
            """))
            if (missing.All(duty => duty.Id.ToString("D") != subject))
                await Alarms.EndAsync(transaction, CentreAlarms.Kind, subject, now);
        foreach (var duty in missing)
            await Alarms.RaiseAsync(
                transaction, CentreAlarms.Kind, "critical", duty.Id.ToString("D"), duty.IncidentId,
                $"{duty.Number}: nobody is known who is “{duty.Recipient}” for {duty.Agency}, and the law wants a report there ({duty.Article}). Enter the agency above it, or a centre with this role.",
                $"{duty.Number}: chưa rõ ai là “{duty.Recipient}” của {duty.Agency}, trong khi luật yêu cầu báo cáo tới đó ({duty.Article}). Hãy khai báo cơ quan cấp trên hoặc đầu mối giữ vai trò này.",
                now);
    }

    private static Task<IReadOnlyList<Duty>> MissingAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Duty>(
        $"""
        SELECT obligations.id, obligations.incident_id, incidents.number, obligations.recipient, obligations.article, agencies.name AS agency
        FROM obligations JOIN incidents ON incidents.id = obligations.incident_id JOIN agencies ON agencies.id = incidents.agency_id
        WHERE obligations.state = 'open' AND incidents.ended_at IS NULL AND incidents.reality = 'real' AND obligations.recipient IN ({Asked})
          AND NOT (obligations.recipient = '{Owner}' AND (agencies.parent_id IS NOT NULL OR agencies.kind = 'province'))
          AND NOT EXISTS (SELECT 1 FROM centre_roles WHERE centre_roles.role = obligations.recipient AND centre_roles.valid_from <= @now
              AND (centre_roles.valid_to IS NULL OR centre_roles.valid_to > @now))
        ORDER BY obligations.id
        """,
        new { now });

    private sealed record Duty(Guid Id, Guid IncidentId, string Number, string Recipient, string Article, string Agency);
}
