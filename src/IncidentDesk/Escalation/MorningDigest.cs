using System.Globalization;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// One mail each morning to whoever leads: what is open, what is due today, what went wrong. Once a day whatever number of nodes; late
/// after a downtime, but at most until noon, and what was skipped is said.
/// </summary>
public sealed class MorningDigest(
    Database database, Deliveries deliveries, DeskSettings settings, TimeProvider clock, ILogger<MorningDigest> log) : BackgroundService
{
    public const string Cause = "digest";

    /// <summary>Subject: the day. Nobody got that day's digest.</summary>
    public const string Skipped = "digest-skipped";

    private const string Fact = "digest";
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>Looks whether today's digest is due, and plans it.</summary>
    /// <returns>When to look again.</returns>
    public async Task<TimeSpan> LookAsync(CancellationToken cancellation)
    {
        if (settings.DigestAt is not { } at)
            return Longest;
        var now = clock.GetUtcNow();
        var local = settings.Zone.Local(now);
        var today = local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = await database.ReadAsync(
            reading => reading.SingleAsync<string>("SELECT value FROM desk_facts WHERE name = @name", new { name = Fact }), cancellation);
        if (last is not null && string.CompareOrdinal(last, today) >= 0)
            return Pause(at + TimeSpan.FromDays(1) - local.TimeOfDay);
        if (local.TimeOfDay < at)
            return Pause(at - local.TimeOfDay);
        await database.WriteAsync(transaction => DecideAsync(transaction, last, today, local, now), cancellation);
        return Shortest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Longest;
            try
            {
                pause = await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(fault, "The morning digest could not be planned; the next look is in {Pause}.", pause);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The fact on the desk is the rule: of two nodes one moves it to today, and only that one plans.</summary>
    private async Task DecideAsync(Transaction transaction, string? last, string today, DateTimeOffset local, DateTimeOffset now)
    {
        var isOurs = await transaction.ExecuteAsync(
            """
            INSERT INTO desk_facts (name, value) VALUES (@name, @today)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE desk_facts.value < excluded.value
            """,
            new { name = Fact, today }) == 1;
        if (!isOurs)
            return;
        if (last is not null)
            await Alarms.EndAsync(transaction, Skipped, last, now);
        if (local.TimeOfDay < Noon)
            await PlanAsync(transaction, today, now);
        else if (last is not null)
            await SayAsync(transaction, today, now);
    }

    private async Task PlanAsync(Transaction transaction, string today, DateTimeOffset now)
    {
        foreach (var person in await PeopleToTell.WithPositionAsync(transaction, "leader", "unit-head"))
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), null, Cause, today, "mail", Addressee.Of(person.Id, person.Role, person.Name, person.Email), Automatic: true, now, null));
    }

    // Of the first day of a desk nobody expects one.
    private async Task SayAsync(Transaction transaction, string today, DateTimeOffset now)
    {
        log.LogWarning("The morning digest of {Day} was skipped: the desk was not running before noon.", today);
        await Alarms.RaiseAsync(
            transaction, Skipped, "medium", today, null,
            $"The morning digest of {today} was not sent: the desk was not running before noon.",
            $"Bản tin sáng ngày {today} không được gửi: hệ thống không chạy trước 12 giờ trưa.", now);
    }

    private static TimeSpan Pause(TimeSpan wanted) => wanted < Shortest ? Shortest : wanted < Longest ? wanted : Longest;
}
