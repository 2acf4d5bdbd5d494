using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Hunts;
using IncidentDesk.Storage;

namespace IncidentDesk.Hunts;

/// <summary>That a system was hunted through or scanned, and when it is due again.</summary>
internal static class Checks
{
    public const string Hunt = "hunt", Scan = "scan";

    public static readonly IReadOnlyList<string> Kinds = [Hunt, Scan];

    /// <param name="Method">The query, or the scanner with its version.</param>
    /// <param name="Findings">How many weaknesses a scan found.</param>
    public sealed record Check(Guid System, string Kind, DateTimeOffset DoneAt, Guid? OfHunt, string Method, long? Findings, string? Note);

    /// <summary>A result that is said anew puts its check right; every other check is a row of its own.</summary>
    public static async Task WriteAsync(Transaction transaction, Check check, Actor by, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (check.OfHunt is { } hunt)
            await TakeBackAsync(transaction, hunt, check.System);
        await transaction.ExecuteAsync(
            """
            INSERT INTO system_checks (id, system_id, kind, done_at, next_at, hunt_id, method, findings, note, at, actor, actor_name)
            VALUES (@id, @system, @kind, @done, @next, @hunt, @method, @findings, @note, @now, @by, @name)
            """,
            new
            {
                id = Ids.Next(now), system = check.System, kind = check.Kind, done = check.DoneAt, next = HuntCycle.NextDue(check.DoneAt, zone), hunt = check.OfHunt,
                method = check.Method, findings = check.Findings, note = check.Note, now, by = by.Word, name = by.Name,
            });
    }

    public static Task TakeBackAsync(Transaction transaction, Guid hunt, Guid system) =>
        transaction.ExecuteAsync("DELETE FROM system_checks WHERE hunt_id = @hunt AND system_id = @system", new { hunt, system });

    /// <summary>Over the table systems: when the last check of that kind asks for the next one; NULL where there was none.</summary>
    public static string NextAt(string kind) =>
        $"(SELECT max(system_checks.next_at) FROM system_checks WHERE system_checks.system_id = systems.id AND system_checks.kind = '{kind}')";

    public static string DoneAt(string kind) =>
        $"(SELECT max(system_checks.done_at) FROM system_checks WHERE system_checks.system_id = systems.id AND system_checks.kind = '{kind}')";
}
