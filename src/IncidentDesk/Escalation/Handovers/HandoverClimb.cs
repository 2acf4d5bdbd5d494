using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Duty.Handovers;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Operations;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Rules.Ladders;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation.Handovers;

/// <summary>
/// A handover that was not accepted in time climbs the ladder of a high incident, as it stands: the one who should have come, the stand-in, the shift lead, the unit head,
/// the leader, each with the ladder's patience (field.md section 9 items 24 and 26). It ends with the last thing accepted.
/// </summary>
public sealed class HandoverClimb(Database database, Deliveries deliveries, Crews crews, TimeProvider clock, ILogger<HandoverClimb> log)
    : TurningLoop("handover-climb", "Handovers that nobody accepted could not be climbed", TimeSpan.FromSeconds(10), clock, log)
{
    private const string LadderOf = "high";

    // A call task would lie on the very screen that nobody looks at.
    private static readonly IReadOnlyList<string> Reaching = ["mail", "sms", "voice"];
    private static readonly TimeSpan UntilNext = TimeSpan.FromMinutes(2);

    public override async Task TurnAsync(CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        foreach (var handover in await database.ReadAsync(reading => DueAsync(reading, now), cancellation))
            await database.WriteAsync(transaction => ClimbAsync(transaction, handover, now), cancellation);
    }

    private static Task<IReadOnlyList<Guid>> DueAsync(Reading reading, DateTimeOffset now) => reading.QueryAsync<Guid>(
        "SELECT id FROM duty_handovers WHERE climb_at IS NOT NULL AND climb_at <= @now ORDER BY climb_at, id LIMIT 20", new { now });

    // The statement that asks whether it is due also moves it on: of two nodes one climbs.
    private async Task<bool> ClimbAsync(Transaction transaction, Guid handover, DateTimeOffset now)
    {
        var ladder = (await LadderRows.FindAsync(transaction, LadderOf))!.Ladder;
        if (await transaction.SingleAsync<Taken>(
            "UPDATE duty_handovers SET climb_at = @held WHERE id = @handover AND climb_at <= @now RETURNING step, change_at",
            new { handover, now, held = now.AddMinutes(10) }) is not { } taken)
            return false;
        var step = Climb.Next(ladder, taken.Step, await crews.ReadAsync(transaction, now, now.AddMilliseconds(1)), now);
        await transaction.ExecuteAsync(
            "UPDATE duty_handovers SET step = @step, climb_at = @next, version = version + 1 WHERE id = @handover",
            new { handover, step = step.Climbed == taken.Step ? taken.Step + 1 : step.Climbed, next = now.AddSeconds(step.PatienceSeconds) });
        var alarm = await AlarmAsync(transaction, handover, step, now);
        foreach (var callee in step.Callees)
            await CallAsync(transaction, alarm, taken.Step, step.Who, callee, now);
        await Changes.TellAsync(transaction, "duty", handover, null, "called", null, now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "handover.climb", handover.ToString("D"), step.Who, now);
        return true;
    }

    private static async Task<Guid> AlarmAsync(Transaction transaction, Guid handover, ClimbStep step, DateTimeOffset now)
    {
        var view = (await HandoverRows.FindAsync(transaction, handover))!;
        var subject = handover.ToString("D");
        await Alarms.RaiseAsync(
            transaction, AcceptItem.Alarm, "high", subject, null,
            $"The shift of {view.From.Name} is over and {view.Total - view.Accepted} of {view.Total} things are not accepted{(view.To is { } to ? $" by {to.Name}" : ", nobody is on the table")}. {step.Said.En}",
            $"Ca của {view.From.Name} đã hết, còn {view.Total - view.Accepted} trong {view.Total} mục chưa nhận bàn giao{(view.To is { } next ? $" ({next.Name})" : ", chưa xếp người trực")}. {step.Said.Vi}", now);
        return await transaction.SingleAsync<Guid>(
            "SELECT id FROM alarms WHERE kind = @kind AND subject = @subject AND ended_at IS NULL", new { kind = AcceptItem.Alarm, subject });
    }

    private Task<bool> CallAsync(Transaction transaction, Guid alarm, long step, string who, Callee callee, DateTimeOffset now)
    {
        var channels = callee.Channels.Where(Reaching.Contains).ToList();
        return channels.Count == 0 ? Task.FromResult(false) : deliveries.PlanAsync(transaction, new(
            Ids.Next(now), null, AlarmTelling.Cause, $"alarm:{alarm:D}:{step}", channels[0],
            Addressee.Of(callee.Person.Id, Callable.PersonOf(who) is null ? who : "named-person", callee.Person.Name, callee.Person.AddressFor(channels[0])), Automatic: true, now, null)
        {
            NextChannels = [.. channels.Skip(1)], NextChannelAt = channels.Count == 1 ? null : now + UntilNext, AcknowledgeWithin = UntilNext,
        });
    }

    private sealed record Taken(long Step, DateTimeOffset ChangeAt);
}
