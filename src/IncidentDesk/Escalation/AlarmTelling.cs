using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Rules.Phones;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// Writes to the people on duty about an alarm: by mail, and by what this desk has for their telephones where nobody takes the alarm soon after.
/// A call task is no way: it would lie on the very screen that nobody looks at.
/// </summary>
public sealed class AlarmTelling(Deliveries deliveries, ChannelBook book)
{
    public const string Cause = "alarm";

    private static readonly TimeSpan UntilNext = TimeSpan.FromMinutes(5);
    private static readonly IReadOnlyList<string> ByPhone = ["sms", "voice"];

    /// <summary>The mark on the alarm is the rule: of two nodes one writes it, and only that one tells.</summary>
    /// <returns>False when there is nobody to tell: the alarm stays untold, and is asked about again.</returns>
    public async Task<bool> TellAsync(Transaction transaction, Guid alarm, Guid? incident, DateTimeOffset now)
    {
        var people = await PeopleToTell.NowAsync(transaction, now);
        if (people.Count == 0)
            return false;
        var marked = await transaction.ExecuteAsync(
            "UPDATE alarms SET told_at = @now WHERE id = @id AND told_at IS NULL AND acknowledged_at IS NULL AND ended_at IS NULL",
            new { id = alarm, now });
        if (marked == 0)
            return true;
        var byPhone = await UsableAsync(transaction);
        foreach (var person in people)
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(now), incident, Cause, $"alarm:{alarm:D}", "mail", Addressee.Of(person.Id, person.Role, person.Name, person.Email), Automatic: true, now, null)
            {
                NextChannels = HasNumber(person) ? byPhone : [], NextChannelAt = now + UntilNext, AcknowledgeWithin = UntilNext,
            });
        return true;
    }

    private async Task<IReadOnlyList<string>> UsableAsync(Reading reading)
    {
        var usable = new List<string>();
        foreach (var channel in ByPhone)
            if (await book.IsUsableAsync(reading, channel))
                usable.Add(channel);
        return usable;
    }

    private static bool HasNumber(PersonToTell person) => person.Phone is { } phone && PhoneNumber.ToE164(phone) is not null;
}
