using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>What is to be done once a second person agrees.</summary>
/// <param name="Agency">Whose lead may read it; null for what the desk asks within itself.</param>
/// <param name="Needs">The scope that the second person needs.</param>
public sealed record Asked(
    string Kind, string Subject, Guid? Incident, Guid? Agency, string ContentHash, string Act, string Text, string TextVi, string Needs);

/// <summary>The first of two people asks; nothing is done yet.</summary>
public static class Asking
{
    /// <summary>Asks, or answers what is open already about the same record: the same wish again changes nothing, another one takes its place.</summary>
    /// <param name="person">Who may not be the second person.</param>
    public static async Task<Approval> AskAsync(Transaction transaction, Asked asked, Actor by, Guid? person, DateTimeOffset at)
    {
        var open = await OpenAsync(transaction, asked.Kind, asked.Subject);
        if (open is not null && open.ContentHash == asked.ContentHash && open.AskedByPerson == person)
            return open;
        if (open is not null)
            await VoidAsync(transaction, open, at, "asked again with other content");
        var id = Ids.Next(at);
        await transaction.ExecuteAsync(
            """
            INSERT INTO approvals (id, kind, subject, incident_id, agency_id, content_hash, act, text, text_vi, needs, state,
                asked_by, asked_by_person, asked_at)
            VALUES (@id, @kind, @subject, @incident, @agency, @hash, @act, @text, @textVi, @needs, 'open', @by, @person, @at)
            """,
            new
            {
                id, kind = asked.Kind, subject = asked.Subject, incident = asked.Incident, agency = asked.Agency, hash = asked.ContentHash,
                act = asked.Act, text = asked.Text, textVi = asked.TextVi, needs = asked.Needs, by = by.Word, person, at,
            });
        await Changes.TellAsync(transaction, "approval", id, await NumberAsync(transaction, asked.Incident), "asked", asked.Agency, at);
        await AuditTrail.AppendAsync(transaction, by.Word, $"{asked.Kind}.ask", asked.Subject, "asked", at);
        return (await FindAsync(transaction, id))!;
    }

    public static Task<Approval?> FindAsync(Reading reading, Guid id) => reading.SingleAsync<Approval>($"{Select} WHERE id = @id", new { id });

    /// <summary>What waits for a decision about this record.</summary>
    public static Task<Approval?> OpenAsync(Reading reading, string kind, string subject) =>
        reading.SingleAsync<Approval>($"{Select} WHERE kind = @kind AND subject = @subject AND state = 'open'", new { kind, subject });

    /// <summary>What was asked no longer makes sense: nobody decides it any more.</summary>
    public static async Task VoidAsync(Transaction transaction, Approval approval, DateTimeOffset at, string why)
    {
        await transaction.ExecuteAsync(
            "UPDATE approvals SET state = 'void', decided_at = @at, note = @why WHERE id = @id AND state = 'open'",
            new { id = approval.Id, at, why });
        await Changes.TellAsync(
            transaction, "approval", approval.Id, await NumberAsync(transaction, approval.IncidentId), Approval.Void, approval.AgencyId, at);
    }

    /// <summary>Whatever waits for a decision about this record makes no sense any more; nothing happens where nothing waits.</summary>
    public static async Task VoidOpenAsync(Transaction transaction, string kind, string subject, DateTimeOffset at, string why)
    {
        if (await OpenAsync(transaction, kind, subject) is { } open)
            await VoidAsync(transaction, open, at, why);
    }

    internal const string Select =
        """
        SELECT id, kind, subject, incident_id, agency_id, content_hash, act, text, text_vi, needs, state, asked_by, asked_by_person, asked_at
        FROM approvals
        """;

    internal static async Task<string?> NumberAsync(Reading reading, Guid? incident) => incident is null
        ? null
        : await reading.SingleAsync<string>("SELECT number FROM incidents WHERE id = @incident", new { incident });
}
