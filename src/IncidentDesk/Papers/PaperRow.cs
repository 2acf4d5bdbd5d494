using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>A paper as its row has it, with the incident or the agency that it is about.</summary>
public sealed record PaperRow(
    Guid Id, Guid? IncidentId, string? Number, Guid AgencyId, string Agency, Guid? ObligationId, string Form, string Visibility, string State, long Version,
    long Latest, long Moves, DateTimeOffset CreatedAt, string? Tlp, string? Reality)
{
    public const string Select =
        """
        SELECT papers.id, papers.incident_id, incidents.number, papers.agency_id, agencies.code AS agency, papers.obligation_id, papers.form, papers.visibility,
            papers.state, papers.version, papers.latest, papers.moves, papers.created_at, incidents.tlp, incidents.reality
        FROM papers JOIN agencies ON agencies.id = papers.agency_id LEFT JOIN incidents ON incidents.id = papers.incident_id
        """;

    /// <summary>What is not about an incident carries the mark of ordinary work.</summary>
    public string Mark => $"TLP:{(Tlp ?? "amber").ToUpperInvariant()}";

    public bool IsDrill => Reality == "drill";

    public static async Task<PaperRow?> FindAsync(Reading reading, string paper, Caller caller) => Guid.TryParseExact(paper, "D", out var id)
        ? await reading.SingleAsync<PaperRow>($"{Select} WHERE papers.id = @id AND {PapersOnPage.VisibleTo(caller)}", new { id })
        : null;

    /// <summary>For doors: the paper that the address names, or 404.</summary>
    public static async Task<PaperRow> RequireAsync(Reading reading, string paper, Caller caller) =>
        await FindAsync(reading, paper, caller) ?? throw new RefusedException(Problems.NotFound());

    /// <summary>Takes the row, so that no second change comes in between.</summary>
    /// <exception cref="RefusedException">404, or 412 when it is no longer what the caller read.</exception>
    public static async Task<PaperRow> HoldAsync(Transaction transaction, string paper, long version, Caller caller)
    {
        var row = await RequireAsync(transaction, paper, caller);
        await transaction.ExecuteAsync("UPDATE papers SET version = version WHERE id = @id", new { id = row.Id });
        var held = await RequireAsync(transaction, paper, caller);
        return version == ETags.Any || version == held.Version ? held : throw new RefusedException(Problems.Stale());
    }

    /// <exception cref="RefusedException">409 not-in-this-status.</exception>
    public PaperRow RequireState(params IReadOnlyList<string> states) =>
        states.Contains(State) ? this : throw new RefusedException(Problems.Conflict("paper-not-in-this-state").With("paperState", State));
}
