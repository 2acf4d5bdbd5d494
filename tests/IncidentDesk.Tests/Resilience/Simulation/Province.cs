using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Reference;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>What stands in every simulated desk before its story begins: one agency, two centres with a hotline, one person who has the duty, and the ladders.</summary>
internal static class Province
{
    public static readonly Guid Agency = new("01930000-0000-7000-8000-000000000001");
    public static readonly Guid Lead = new("01930000-0000-7000-8000-000000000002");
    public static readonly IReadOnlyList<string> Centres = ["vncert", "ncsc"];

    private static readonly Lazy<ReferenceLibrary> Loaded = new(ReferenceLibrary.Load);

    public static ReferenceLibrary Library => Loaded.Value;

    public static async Task PlantAsync(Database database)
    {
        await database.WriteAsync(PlantAsync, CancellationToken.None);
        await LadderSeed.PlantAsync(database, Library, CancellationToken.None);
    }

    private static async Task PlantAsync(Transaction transaction)
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
        await transaction.ExecuteAsync(
            """
            INSERT INTO duty_shifts (id, person_id, post, starts_at, ends_at, entered_by, version)
            VALUES (@lead, @lead, 'on-duty', 0, 4000000000000, 'desk', 1)
            """,
            new { lead = Lead });
        foreach (var centre in Centres)
            await CentreAsync(transaction, centre);
    }

    private static async Task CentreAsync(Transaction transaction, string centre)
    {
        await transaction.ExecuteAsync(
            "INSERT INTO centres (id, name, name_en, version) VALUES (@centre, @name, @name, 1)", new { centre, name = centre.ToUpperInvariant() });
        await transaction.ExecuteAsync(
            """
            INSERT INTO centre_contacts (id, centre_id, channel, value, purpose, source, sureness, verified_on, valid_from)
            VALUES (@id, @centre, 'call', '+842400000002', 'hotline', 'test', 'verified', 0, 0)
            """,
            new { id = Guid.CreateVersion7(), centre });
    }
}
