using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Sharing;

/// <summary>
/// Every ten minutes: a link to a centre whose last proof is older than its limit is an alarm, and its administrators are written to; the alarm ends with the next proof. What
/// goes by hand needs no upkeep.
/// </summary>
public sealed class LinkClock(Database database, LinkMails mails, TimeProvider clock, ILogger<LinkClock> log)
    : TurningLoop("centre-links", "The links to the centres could not be looked at", TimeSpan.FromMinutes(10), clock, log)
{
    public const string Alarm = "link-stale";

    public override TimeSpan LongestSleep => TimeSpan.FromMinutes(11);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var stale = (await database.ReadAsync(reading => ListCentreLinks.ReadAsync(reading, now), cancellation))
            .Where(link => link.State == LinkProof.Stale && link.Channel != ListCentreLinks.ByHand).ToDictionary(SubjectOf);
        var open = await database.ReadAsync(reading => reading.QueryAsync<string>($"SELECT subject FROM alarms WHERE kind = '{Alarm}' AND ended_at IS NULL"), cancellation);
        foreach (var subject in open.Where(subject => !stale.ContainsKey(subject)))
            await database.WriteAsync(transaction => Alarms.EndAsync(transaction, Alarm, subject, now), cancellation);
        foreach (var (subject, link) in stale.Where(one => !open.Contains(one.Key)))
            await database.WriteAsync(transaction => RaiseAsync(transaction, subject, link, now), cancellation);
    }

    // Of two nodes one raises the alarm, and only that one writes.
    private async Task<bool> RaiseAsync(Transaction transaction, string subject, ListCentreLinks.Link link, DateTimeOffset now)
    {
        var isNew = await Alarms.RaiseAsync(
            transaction, Alarm, "medium", subject, null,
            $"The link to {link.NameEn} by {Texts.Say(Texts.Channels, link.Channel, Language.English)} was last proven {link.Days} days ago; after {LinkProof.WarnDays} it should be tested. Send a test: /sharing.",
            $"Liên lạc với {link.Name} qua kênh {Texts.Say(Texts.Channels, link.Channel, Language.Vietnamese)} được chứng minh lần cuối {link.Days} ngày trước; quá {LinkProof.WarnDays} ngày cần gửi thử. Gửi thử: /sharing.", now);
        if (isNew)
            await mails.TellAsync(transaction, link, now);
        return isNew;
    }

    private static string SubjectOf(ListCentreLinks.Link link) => $"{link.Centre}/{link.Channel}";
}
