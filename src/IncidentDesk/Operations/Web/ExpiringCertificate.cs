using System.Globalization;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations.Web;

/// <summary>A certificate that ends soon closes the desk to everybody at that moment: somebody must hear of it while there is time.</summary>
public sealed class ExpiringCertificate(DeskSettings settings, WatchNode node, TimeProvider clock) : IWatch
{
    private static readonly TimeSpan InTime = TimeSpan.FromDays(14);

    public Task<IReadOnlyList<Trouble>> LookAsync(Reading reading, DateTimeOffset now) =>
        Task.FromResult<IReadOnlyList<Trouble>>(settings.Web.Certificate?.Current(clock).TargetCertificate.NotAfter.ToUniversalTime() is { } end && end - now.UtcDateTime < InTime
            ? [new(Trouble.Watchdog, "high", $"certificate@{node.Text}", Say("The certificate of the desk ends on {0}: put the renewed one in its place.", end),
                Say("Chứng thư số của hệ thống hết hạn ngày {0}: hãy thay bằng chứng thư đã gia hạn.", end))]
            : []);

    private static string Say(string sentence, DateTime end) => string.Format(CultureInfo.InvariantCulture, sentence, end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
