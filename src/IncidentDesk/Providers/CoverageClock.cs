using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Providers;
using IncidentDesk.Storage;

namespace IncidentDesk.Providers;

/// <summary>
/// Each hour: which agencies stand without a provider, or soon will, and were not told yet. An agency of which nobody has said anything gets a month after it was entered. With
/// nothing new it writes nothing.
/// </summary>
public sealed class CoverageClock(Database database, ProviderMails mails, DeskSettings settings, TimeProvider clock, ILogger<CoverageClock> log)
    : TurningLoop("provider-coverage", "The cover by providers could not be looked at", TimeSpan.FromHours(1), clock, log)
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);

    public override TimeSpan LongestSleep => TimeSpan.FromMinutes(65);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var one in await database.ReadAsync(reading => UntoldAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => mails.TellAsync(transaction, one.Finding, one.Agency.Id, one.Agency.Name, one.Agency.Address, now), cancellation);
    }

    private async Task<IReadOnlyList<(AgencyRow Agency, CoverageFinding Finding)>> UntoldAsync(Reading reading, DateTimeOffset now)
    {
        var agencies = (await reading.QueryAsync<AgencyRow>(
            """
            SELECT id, code, name, coalesce(nullif(safe_email, ''), email) AS address, valid_from FROM agencies
            WHERE coalesce(nullif(safe_email, ''), email, '') <> '' AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)
            """,
            new { now })).ToDictionary(one => one.Code);
        if (agencies.Count == 0)
            return [];
        var (today, told) = (DateOnly.FromDateTime(settings.Zone.Local(now).DateTime), (await ProviderMails.ToldAsync(reading)).ToHashSet());
        return
        [
            .. from item in await ShowCoverage.ReadAsync(reading, "agencies.valid_from <= @now AND (agencies.valid_to IS NULL OR agencies.valid_to > @now)", new { now }, Caller.Itself, today)
               where agencies.ContainsKey(item.Agency)
               let agency = agencies[item.Agency]
               from finding in item.Findings
               where Matters(finding, agency, today, now) && !told.Contains(ProviderMails.RefOf(finding, agency.Id))
               select (agency, finding),
        ];
    }

    /// <summary>A gap that is over is history; silence is told of only once there was time to say something.</summary>
    private static bool Matters(CoverageFinding finding, AgencyRow agency, DateOnly today, DateTimeOffset now) => finding.Kind switch
    {
        Coverage.Gap => finding.To >= today,
        Coverage.Uncovered => now - agency.ValidFrom >= Grace,
        _ => true,
    };

    private sealed record AgencyRow(Guid Id, string Code, string Name, string Address, DateTimeOffset ValidFrom);
}
