using IncidentDesk.Storage;

namespace IncidentDesk.Approvals;

/// <summary>
/// In whose hands a key has been: of the person that it acts for, of whoever made or turned it, and of whoever held the key that did, for its secret stood in an answer to them.
/// They are no second person for what was asked or filed with it until their hand ends, nor for what it did before they had it: nobody becomes one by turning a key late. A hand ends
/// with its secret: the key was turned, and the overlap is over. What was made at the machine, or with the demo, was made by nobody here.
/// </summary>
public static class KeyHands
{
    /// <summary>
    /// The beginning of a query: <c>held (word, until_at)</c> has the words by which the audit names the person <c>@person</c> and every key that was in their hands, and until
    /// when. A minute more, for what was on its way. The actions are named as the index <c>audit_of_keys</c> names them.
    /// </summary>
    public const string Held =
        """
        WITH RECURSIVE held (word, until_at) AS (
            SELECT own.word, 9223372036854775807 FROM (
                SELECT 'person:' || people.id AS word FROM people WHERE people.id = @person
                UNION SELECT 'key:' || keys.id FROM keys WHERE keys.person_id = @person) AS own
            UNION SELECT 'key:' || audit.subject, coalesce((
                SELECT turned.at + 60000 + 3600000 * CAST(replace(substr(turned.outcome, 9), ' h', '') AS BIGINT) FROM audit AS turned
                WHERE turned.subject = audit.subject AND turned.action = 'key.rotate' AND turned.id > audit.id ORDER BY turned.id LIMIT 1), 9223372036854775807)
            FROM held JOIN audit ON audit.actor = held.word AND audit.at < held.until_at WHERE audit.action IN ('key.add', 'key.rotate'))
        """;

    /// <summary>Behind <see cref="Held"/>, as a condition: the person is what a row names, or had it in hand at that instant or took it in hand later.</summary>
    /// <param name="word">As SQL: who did it, as the audit names them.</param>
    /// <param name="at">As SQL: when.</param>
    public static string Had(string word, string at) => $"EXISTS (SELECT 1 FROM held WHERE held.word = {word} AND held.until_at > {at})";

    /// <param name="word">Who did it, as the audit names them.</param>
    /// <param name="at">When.</param>
    public static async Task<bool> HeldAsync(Reading reading, string word, Guid person, DateTimeOffset at) =>
        await reading.SingleAsync<long>($"{Held} SELECT count(*) FROM held WHERE word = @word AND until_at > @at", new { word, person, at }) > 0;
}
