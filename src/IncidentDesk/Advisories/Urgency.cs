using IncidentDesk.Hunts;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Advisories;

/// <summary>What the table of BOD 26-04 suggests for a letter, from what was said of it and from the catalogue that was brought in last.</summary>
public sealed record Urgency(Pace Pace, bool InKev, DateTimeOffset? DueAt, string? KevAsOf)
{
    /// <param name="start">When the desk got the letter.</param>
    public static async Task<Urgency> OfAsync(Reading reading, IReadOnlyCollection<string> cves, Facts facts, DateTimeOffset start)
    {
        var asOf = await reading.SingleAsync<string>("SELECT as_of FROM vulnerability_lists WHERE kind = 'kev'");
        var inKev = cves.Count > 0 && await reading.SingleAsync<long>("SELECT count(*) FROM kev_entries WHERE cve IN @cves", new { cves = cves.ToArray() }) > 0;
        var pace = Bod2604.PaceOf(new(inKev, facts.Exposed, facts.Automatable, facts.IsTotal));
        return new(pace, inKev, pace.DueFrom(start), asOf);
    }

    /// <summary>Three days and forensics: somebody must look for traces, which is a hunt. Opened once; its end is the end of the task.</summary>
    public async Task OpenHuntAsync(Transaction transaction, Guid advisory, DateTimeOffset now)
    {
        if (Pace.WantsForensics && await transaction.ExecuteAsync(
            """
            INSERT INTO advisory_tasks (advisory_id, kind, pace, opened_at) VALUES (@advisory, 'hunt', @pace, @now)
            ON CONFLICT (advisory_id, kind) DO NOTHING
            """,
            new { advisory, pace = Pace.Word, now }) == 1)
            await HuntWriting.OpenForAdvisoryAsync(transaction, advisory, Bod2604.ForensicDays, now);
    }

    public sealed record Facts(bool? Exposed, bool? Automatable, bool? IsTotal)
    {
        public static Facts Of(AdvisoryBody body) => new(body.Exposed, body.Automatable, body.TechnicalImpact is { } impact ? impact == "total" : null);

        public static Facts Of(AdvisoryRow row) => new(Flag(row.Exposed), Flag(row.Automatable), row.Impact is { } impact ? impact == "total" : null);

        public static bool? Flag(string? word) => word is null ? null : word == "yes";

        public static string? Word(bool? flag) => flag is null ? null : flag.Value ? "yes" : "no";
    }
}
