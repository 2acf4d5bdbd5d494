using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>What stands in every simulated desk before its story begins: one agency, two centres, one lead who approves.</summary>
internal static class Province
{
    public static readonly Guid Agency = new("01930000-0000-7000-8000-000000000001");
    public static readonly Guid Lead = new("01930000-0000-7000-8000-000000000002");
    public static readonly IReadOnlyList<string> Centres = ["vncert", "ncsc"];

    public static Task PlantAsync(Database database) => database.WriteAsync(async transaction =>
    {
        await transaction.ExecuteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, valid_from, version)
            VALUES (@agency, 'SO-YTE', 'Sở Y tế tỉnh Mẫu', 'Department of Health', 'department', 'civil', 0, 1)
            """,
            new { agency = Agency });
        await transaction.ExecuteAsync(
            """
            INSERT INTO people (id, user_name, name, role, position, phone, email, password_hash, failed_attempts, created_at)
            VALUES (@lead, 'truc', 'Nguyễn Văn Mẫu', 'lead', 'leader', '024 0000 0001', 'truc@desk.example', '', 0, 0)
            """,
            new { lead = Lead });
        foreach (var centre in Centres)
            await transaction.ExecuteAsync(
                "INSERT INTO centres (id, name, name_en, version) VALUES (@centre, @name, @name, 1)", new { centre, name = centre.ToUpperInvariant() });
    }, CancellationToken.None);
}
