using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Providers;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Providers;

/// <summary>What an agency is told by mail of its own cover: that a commitment ends and nothing follows, has ended, leaves days between, or that nobody has said a word.</summary>
public sealed class ProviderMails(Deliveries deliveries)
{
    public const string Cause = "reminder";

    /// <summary>Every reference begins so: provider-ended-20261216:AGENCY. The kind and its day are the memory: the same finding is told once.</summary>
    public const string Mark = "provider-";

    public static string RefOf(CoverageFinding finding, Guid agency) => $"{Mark}{finding.Kind}-{finding.From?.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) ?? "none"}:{agency:D}";

    public Task<bool> TellAsync(Transaction transaction, CoverageFinding finding, Guid agency, string name, string address, DateTimeOffset now) => deliveries.PlanAsync(
        transaction, new(
            Ids.Next(now), null, Cause, RefOf(finding, agency), "mail", new(agency.ToString("D"), "agency", name, null, null, address) { Agency = agency }, Automatic: true, now, null));

    public static Task<IReadOnlyList<string>> ToldAsync(Reading reading) => reading.QueryAsync<string>(
        $"SELECT cause_ref FROM deliveries WHERE about = 'desk' AND cause_kind = '{Cause}' AND cause_ref LIKE '{Mark}%'");
}
