using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents.Moves;

/// <summary>One move while it is made: the row is held, and everything is written in this transaction or not at all.</summary>
/// <param name="Person">The person behind the caller; null for a mere machine.</param>
public sealed record Step(Transaction Transaction, Casework.Standing Incident, Actor Actor, Guid? Person, DateTimeOffset Now)
{
    /// <summary>The way of an incident; a move never leads back on it.</summary>
    private static readonly string[] Way = ["new", "triaged", "open", "contained", "resolved"];

    /// <exception cref="RefusedException">409 not-in-this-status: it has ended.</exception>
    public void RefuseEnded()
    {
        if (Incident.EndedAt is not null)
            throw Refused();
    }

    public RefusedException Refused() => new(Problems.Conflict("not-in-this-status").With("incidentStatus", Incident.Status));

    /// <summary>Further on the way, or where it was when it is further already.</summary>
    public string Further(string status) => Array.IndexOf(Way, status) > Array.IndexOf(Way, Incident.Status) ? status : Incident.Status;

    public Task SetStatusAsync(string status) => Transaction.ExecuteAsync(
        "UPDATE incidents SET status = @status WHERE id = @id", new { id = Incident.Id, status });

    /// <summary>Tells the timeline, open pages and the audit.</summary>
    /// <param name="kind">The timeline's word, which is also what the pages are told.</param>
    /// <param name="visibility">agency, or internal for the desk alone.</param>
    /// <param name="facts">For machines, as JSON.</param>
    public async Task TellAsync(string kind, string what, string visibility, string text, string textVi, string? facts = null)
    {
        await Timeline.AddAsync(Transaction, Incident.Id, Now, kind, Actor, visibility, text, textVi, facts);
        await Changes.TellAsync(
            Transaction, "incident", Incident.Id, Incident.Number, what, visibility == "internal" ? null : Incident.AgencyId, Now);
        await AuditTrail.AppendAsync(Transaction, Actor.Word, $"incident.{what}", Incident.Id.ToString("D"), "done", Now);
    }
}
