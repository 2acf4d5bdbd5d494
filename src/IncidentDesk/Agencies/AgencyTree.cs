using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>
/// The table agency_tree is the wall: every pair of an agency and one whose records it sees, each agency its own. An agency stands below its parent,
/// and once it has ended also below its successor, whose people see what was filed under the old name. It follows from the table agencies alone.
/// </summary>
public static class AgencyTree
{
    private const string Pairs =
        """
        WITH RECURSIVE edges (below, above) AS (
            SELECT id, parent_id FROM agencies WHERE parent_id IS NOT NULL
            UNION ALL SELECT id, successor_id FROM agencies WHERE successor_id IS NOT NULL AND valid_to <= @now),
        pairs (ancestor_id, descendant_id) AS (
            SELECT id, id FROM agencies
            UNION SELECT edges.above, pairs.descendant_id FROM pairs JOIN edges ON edges.below = pairs.ancestor_id)
        """;

    /// <summary>One change of the registers at a time: of two at once, each would not see the other's edges, and together they could close a circle.</summary>
    public static Task HoldAsync(Transaction transaction) => transaction.ExecuteAsync(
        "INSERT INTO desk_facts (name, value) VALUES ('agency-tree', '1') ON CONFLICT (name) DO UPDATE SET value = excluded.value");

    /// <summary>Makes the table true again after a change, or after the day has come on which an agency ends.</summary>
    public static async Task GrowAsync(Transaction transaction, DateTimeOffset now)
    {
        await HoldAsync(transaction);
        await transaction.ExecuteAsync(
            $"{Pairs} DELETE FROM agency_tree WHERE (ancestor_id, descendant_id) NOT IN (SELECT ancestor_id, descendant_id FROM pairs)", new { now });
        await transaction.ExecuteAsync(
            $"""
            {Pairs}
            INSERT INTO agency_tree (ancestor_id, descendant_id) SELECT ancestor_id, descendant_id FROM pairs WHERE 1 = 1
            ON CONFLICT (ancestor_id, descendant_id) DO NOTHING
            """,
            new { now });
    }

    /// <summary>Whether an agency has ended whose successor does not see it yet.</summary>
    public static async Task<bool> IsBehindAsync(Reading reading, DateTimeOffset now) =>
        await reading.SingleAsync<long>(
            """
            SELECT count(*) FROM agencies WHERE successor_id IS NOT NULL AND valid_to <= @now AND NOT EXISTS (
                SELECT 1 FROM agency_tree WHERE ancestor_id = agencies.successor_id AND descendant_id = agencies.id)
            """,
            new { now }) > 0;

    /// <summary>Whether <paramref name="above"/> is <paramref name="agency"/> itself or stands below it, today or later: then it is no parent or successor of it.</summary>
    public static async Task<bool> WouldBeACircleAsync(Reading reading, Guid agency, Guid above) =>
        await reading.SingleAsync<long>(
            """
            WITH RECURSIVE edges (below, above) AS (
                SELECT id, parent_id FROM agencies WHERE parent_id IS NOT NULL
                UNION ALL SELECT id, successor_id FROM agencies WHERE successor_id IS NOT NULL),
            higher (id) AS (
                SELECT id FROM agencies WHERE id = @above
                UNION SELECT edges.above FROM higher JOIN edges ON edges.below = higher.id)
            SELECT count(*) FROM higher WHERE id = @agency
            """,
            new { agency, above }) > 0;
}
