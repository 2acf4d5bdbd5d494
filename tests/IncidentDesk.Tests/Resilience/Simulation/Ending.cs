namespace IncidentDesk.Tests.Resilience.Simulation;

/// <summary>I2: when all is well again, each delivery is with its recipient, or its row says why not and a person knows.</summary>
internal sealed class Ending(World world, DeliveryRow row, Life life)
{
    public void Look()
    {
        switch (row.State)
        {
            case "accepted" or "delivered" or "acknowledged":
                Hold(life.Receipts.Count > 0 || row.Channel is "call" or "by-hand", "has ended well, and no peer has it");
                break;
            case "failed":
                Hold(HasAlarm("retries-used-up") || HasNextChannel() || row.CauseKind == "rung", "failed, and nobody is told");
                break;
            case "in-doubt":
                Hold(HasAlarm("in-doubt") || HasAlarm("in-doubt-call"), "is in doubt, and nobody is asked");
                break;
            case "awaiting-approval":
                Hold(row.ContentHash is not null, "waits for approval of a content that is not there");
                break;
            case "planned":
                Hold(world.OpenAlarms.Any(alarm => alarm.Kind == "contact-missing"), "waits for an address, and nobody is told");
                break;
            case "superseded":
                Hold(row.SupersededBy is not null, "is superseded by nothing");
                break;
            case "cancelled" or "suppressed" or "simulated":
                Hold(life.History[^1].Note is { Length: > 0 }, $"is {row.State} without a reason");
                break;
            case "queued" or "retry-wait" when row.Channel is "call" or "by-hand":
                break;
            default:
                Hold(false, $"is still {row.State} although everything is well");
                break;
        }
        if (!life.HasEnded && row.DueAt <= world.Clock.GetUtcNow())
            Hold(HasAlarm("overdue"), "is past its due time, and nobody is told");
        if (life.HasEnded)
            Hold(!HasAlarm("in-doubt") && (row.State == "failed" || !HasAlarm("overdue")), $"is {row.State}, and an alarm about it goes on");
    }

    private bool HasAlarm(string kind) => world.OpenAlarms.Any(alarm => alarm.Kind == kind && alarm.Subject == row.Id.ToString("D"));

    private bool HasNextChannel() => world.Read(reading => reading.SingleAsync<long>(
        """
        SELECT count(*) FROM deliveries AS other JOIN deliveries AS this ON this.id = @id
        WHERE other.about = this.about AND other.cause_kind = this.cause_kind AND other.cause_ref = this.cause_ref
            AND other.recipient = this.recipient AND other.channel <> this.channel
        """,
        new { id = row.Id })) > 0;

    private void Hold(bool holds, string words) => world.Hold(
        holds, "I2", $"{world.Names.Of(row.Id)} ({row.CauseKind} by {row.Channel}) {words}; "
            + string.Join(", ", life.History.Select(step => $"{step.ToState}: {step.Note}")));
}

internal sealed record OpenAlarm(string Kind, string Subject);
