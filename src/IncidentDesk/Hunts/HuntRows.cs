using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>The row of a hunt, and who may see it.</summary>
public sealed record HuntRow(
    Guid Id, string Title, string Hypothesis, string Indicators, string Queries, string Tlp, DateTimeOffset? PeriodFrom, DateTimeOffset? PeriodTo,
    DateTimeOffset DueAt, Guid? AdvisoryId, string State, DateTimeOffset OpenedAt, string OpenedByName, DateTimeOffset? EndedAt, string? EndedByName, string? Ending,
    long Version);

public static class HuntRows
{
    public const string Columns =
        """
        hunts.id, hunts.title, hunts.hypothesis, hunts.indicators, hunts.queries, hunts.tlp, hunts.period_from, hunts.period_to, hunts.due_at, hunts.advisory_id,
        hunts.state, hunts.opened_at, hunts.opened_by_name, hunts.ended_at, hunts.ended_by_name, hunts.ending, hunts.version
        """;

    /// <summary>The wall over the table hunts: the desk sees every hunt, an agency those that are asked of it or of one below it.</summary>
    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"EXISTS (SELECT 1 FROM hunt_agencies WHERE hunt_agencies.hunt_id = hunts.id AND {caller.MaySee("hunt_agencies")})";

    /// <returns>Null when there is none, or none that the caller may see.</returns>
    public static Task<HuntRow?> FindAsync(Reading reading, Guid id, Caller caller) =>
        reading.SingleAsync<HuntRow>($"SELECT {Columns} FROM hunts WHERE hunts.id = @id AND {MaySee(caller)}", new { id });

    /// <summary>One agency's part of a hunt.</summary>
    /// <param name="agency">Code or id.</param>
    internal static Task<Part?> PartAsync(Reading reading, Guid hunt, string agency, Caller caller) => reading.SingleAsync<Part>(
        $"""
        SELECT hunts.id AS hunt, hunts.title, hunts.state, agencies.id AS agency_id, agencies.code, agencies.name, agencies.name_en, hunt_agencies.version,
            hunts.period_from, hunts.period_to
        FROM hunt_agencies JOIN hunts ON hunts.id = hunt_agencies.hunt_id JOIN agencies ON agencies.id = hunt_agencies.agency_id
        WHERE hunts.id = @hunt AND (agencies.code = @agency OR agencies.id = @agency) AND {caller.MaySee("hunt_agencies")}
        """,
        new { hunt, agency });

    internal sealed record Part(
        Guid Hunt, string Title, string State, Guid AgencyId, string Code, string Name, string NameEn, long Version, DateTimeOffset? PeriodFrom, DateTimeOffset? PeriodTo);
}
