using IncidentDesk.Duty.Handovers;
using IncidentDesk.Duty.Rosters;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Storage;

namespace IncidentDesk.Duty;

/// <summary>Looks ahead for hours that nobody holds, and opens a handover when a shift has changed. With nothing to do it writes nothing.</summary>
public sealed class DutyClock(Database database, DutyMails mails, TimeProvider clock, ILogger<DutyClock> log)
    : TurningLoop("duty-clock", "The duty table could not be looked at", TimeSpan.FromSeconds(30), clock, log)
{
    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var roster in await database.ReadAsync(reading => ComingAsync(reading, now), cancellation))
            await LookAheadAsync(roster, now, cancellation);
        foreach (var change in await database.ReadAsync(reading => OpenHandover.ChangesAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => OpenHandover.OpenAsync(transaction, mails, change, note: null, now), cancellation);
    }

    private async Task LookAheadAsync(RosterRow roster, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = GapAlarms.OpenOf(roster, await database.ReadAsync(reading => RosterRows.ShiftsAsync(reading, roster.Id), cancellation), now);
        if (open.Count > 0 && await database.ReadAsync(reading => IsNewsAsync(reading, roster, open, now), cancellation))
            await database.WriteAsync(transaction => GapAlarms.RaiseAsync(transaction, mails, roster, open, now), cancellation);
        else if (open.Count == 0 && await database.ReadAsync(reading => HasAlarmAsync(reading, roster), cancellation))
            await database.WriteAsync(transaction => GapAlarms.EndAsync(transaction, roster.Id, now), cancellation);
    }

    private static Task<IReadOnlyList<RosterRow>> ComingAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<RosterRow>(
        $"{RosterRows.Select} WHERE duty_rosters.removed_at IS NULL AND duty_rosters.ends_at > @now AND duty_rosters.starts_at <= @soon ORDER BY duty_rosters.starts_at, duty_rosters.id",
        new { now, soon = now + GapAlarms.Stages.Max(stage => stage.Before) });

    private static async Task<bool> IsNewsAsync(Reading reading, RosterRow roster, IReadOnlyList<Rules.Duty.RosterFault> open, DateTimeOffset now)
    {
        var told = await reading.QueryAsync<Told>("SELECT stage, post, starts_at FROM duty_gap_alarms WHERE roster_id = @id", new { id = roster.Id });
        return open.Any(gap => GapAlarms.Stages.FirstOrDefault(stage => gap.StartsAt - stage.Before <= now) is { Kind: { } kind }
            && !told.Contains(new(kind, gap.Post, gap.StartsAt)));
    }

    private static async Task<bool> HasAlarmAsync(Reading reading, RosterRow roster) => await reading.SingleAsync<long>(
        "SELECT count(*) FROM alarms WHERE subject = @subject AND ended_at IS NULL AND kind IN (@day, @week)",
        new { subject = roster.Id.ToString("D"), day = GapAlarms.Day, week = GapAlarms.Week }) > 0;

    private sealed record Told(string Stage, string Post, DateTimeOffset StartsAt);
}
