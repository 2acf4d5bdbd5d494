using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>The centre that a recipient role of the law stands for today.</summary>
public sealed record CentreOfRole(string Id, string Name)
{
    public static Task<CentreOfRole?> FindAsync(Reading reading, string role, DateTimeOffset now) => reading.SingleAsync<CentreOfRole>(
        """
        SELECT centres.id, centres.name FROM centres JOIN centre_roles ON centre_roles.centre_id = centres.id
        WHERE centre_roles.role = @role AND centre_roles.valid_from <= @now AND (centre_roles.valid_to IS NULL OR centre_roles.valid_to > @now)
        ORDER BY CASE WHEN centres.id = centre_roles.role THEN 0 ELSE 1 END, centre_roles.valid_from DESC, centres.id LIMIT 1
        """,
        new { role, now });

    public static async Task<bool> HoldsAsync(Reading reading, string centre, string role, DateTimeOffset now) => await reading.SingleAsync<long>(
        """
        SELECT count(*) FROM centre_roles WHERE centre_id = @centre AND role = @role AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)
        """,
        new { centre, role, now }) > 0;
}
