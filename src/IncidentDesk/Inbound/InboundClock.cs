using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Shell;

namespace IncidentDesk.Inbound;

/// <summary>
/// Turns every two seconds: takes what the mail server laid into the maildir, then handles what was taken. A bounded piece each turn, so
/// that ten thousand bounces are one alarm and slow work, and nothing else of the desk waits for them.
/// </summary>
public sealed class InboundClock(
    Arrivals arrivals, Handling handling, InboxAlarms alarms, Maildir inbox, TimeProvider clock, ILogger<InboundClock> log) : BackgroundService
{
    /// <summary>So many waiting mails are a storm, and it is over when few are left.</summary>
    public const int Storm = 500, Calm = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2), BetweenLooksBack = TimeSpan.FromMinutes(1);

    private DateTimeOffset lookedBackAt = DateTimeOffset.MinValue;

    public async Task TurnAsync(CancellationToken cancellation)
    {
        await TakeAsync(cancellation);
        await handling.HandleWaitingAsync(cancellation);
        await alarms.LookForWaitingAsync(cancellation);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A mail stays in the maildir, or its row stays unhandled: the next turn finds it.
                log.LogError(fault, "What came in could not be taken or handled; the next turn tries again.");
            }
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // cur/ holds all that was ever handled; what somebody else moved there unhandled waits a minute.
        var looksBack = now - lookedBackAt >= BetweenLooksBack;
        var (waiting, unreadable) = (0, 1);
        try
        {
            (waiting, unreadable) = await arrivals.TakeAsync(looksBack, cancellation);
            if (looksBack)
                lookedBackAt = now;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.LogError(fault, "The maildir {Inbox} could not be read.", inbox.FullPath);
        }
        await alarms.SayAsync(InboxAlarms.Unreadable, unreadable > 0, UnreadableText, cancellation);
        if (waiting is >= Storm or < Calm)
            await alarms.SayAsync(InboxAlarms.Storm, waiting >= Storm, StormText, cancellation);
    }

    private Text UnreadableText => new(
        $"Không đọc được hộp thư đến {inbox.FullPath} hoặc thư trong đó: hãy kiểm tra quyền truy cập và đĩa.",
        $"The inbox {inbox.FullPath}, or mails in it, cannot be read: check its permissions and the disk.");

    private static readonly Text StormText = new(
        "Có hàng trăm thư đến cùng lúc: hệ thống xử lý dần, thư trả lời thật có thể chậm. Hãy xem danh sách thư đến và máy chủ thư.",
        "Hundreds of mails came in at once: the desk handles them little by little, and real answers may come late. Look at the list of "
        + "what came in, and at the mail server.");
}
