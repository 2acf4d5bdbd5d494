using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>The table agency_tree: every pair of an agency and one that stands below it, each agency its own.</summary>
public static class AgencyTree
{
    /// <summary>Hangs a new agency under its parent and under all that the parent stands under.</summary>
    public static Task PlantAsync(Transaction transaction, Guid agency, Guid? parent) =>
        transaction.ExecuteAsync(
            """
            INSERT INTO agency_tree (ancestor_id, descendant_id)
            SELECT ancestor_id, @agency FROM agency_tree WHERE descendant_id = @parent
            UNION ALL SELECT @agency, @agency
            """,
            new { agency, parent });

    /// <summary>Whether <paramref name="parent"/> is <paramref name="agency"/> itself or stands below it: then it cannot be its parent.</summary>
    public static async Task<bool> WouldBeACircleAsync(Reading reading, Guid agency, Guid parent) =>
        await reading.SingleAsync<long>(
            "SELECT count(*) FROM agency_tree WHERE ancestor_id = @agency AND descendant_id = @parent", new { agency, parent }) > 0;

    /// <summary>Takes an agency with all below it from where it hangs to another parent.</summary>
    public static async Task MoveAsync(Transaction transaction, Guid agency, Guid? parent)
    {
        await transaction.ExecuteAsync(
            """
            DELETE FROM agency_tree
            WHERE descendant_id IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency)
              AND ancestor_id NOT IN (SELECT descendant_id FROM agency_tree WHERE ancestor_id = @agency)
            """,
            new { agency });
        await transaction.ExecuteAsync(
            """
            INSERT INTO agency_tree (ancestor_id, descendant_id)
            SELECT higher.ancestor_id, deeper.descendant_id FROM agency_tree higher CROSS JOIN agency_tree deeper
            WHERE higher.descendant_id = @parent AND deeper.ancestor_id = @agency
            """,
            new { agency, parent });
    }
}
