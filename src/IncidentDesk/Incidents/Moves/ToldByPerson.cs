using System.Text.Json;
using IncidentDesk.Centres;
using IncidentDesk.Delivery;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;
using static IncidentDesk.Incidents.Moves.EscalateIncident;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Incidents.Moves;

/// <summary>A person tells a centre, whatever triage said: by the channel that they name, or by mail with a call behind it.</summary>
public sealed class ToldByPerson(Deliveries deliveries, ChannelBook book)
{
    private const string Mail = "mail";

    /// <exception cref="RefusedException">It was told since the person looked; the desk cannot send by that channel, or the centre has no verified address for it.</exception>
    public async Task<Answer> PlanAsync(Step step, EscalationBody body)
    {
        var centre = await FindAsync(step, body.To);
        var order = 1 + await EarlierAsync(step, body);
        var contact = await ContactAsync(step, body);
        var channel = body.Channel ?? Mail;
        var isSerious = step.Incident.SeriousSince is not null;
        var planned = new PlannedDelivery(
            Ids.Next(step.Now), step.Incident.Id, "forward", $"forward:{order}", channel,
            Addressee.Of(body.To, centre.Role ?? "response-network", centre.Name, contact), isSerious, step.Now, null)
        {
            By = step.Actor, NextChannels = PersonChannels.Has(channel) ? [] : [PersonChannels.Call],
        };
        await deliveries.PlanAsync(step.Transaction, planned);
        await TellAsync(step, body, centre.Name, planned);
        var brief = (await DeliveryBriefs.OfAsync(step.Transaction, step.Incident.Id)).Single(one => one.Id == planned.Id);
        return new(body.To, null, [centre.Name], null, brief);
    }

    private static async Task<Named> FindAsync(Step step, string centre) => await step.Transaction.SingleAsync<Named>(
        """
        SELECT centres.name, (SELECT role FROM centre_roles WHERE centre_id = centres.id AND valid_from <= @now
            AND (valid_to IS NULL OR valid_to > @now) ORDER BY valid_from DESC, role LIMIT 1) AS role
        FROM centres WHERE centres.id = @centre
        """,
        new { centre, now = step.Now }) ?? throw new RefusedException(Problems.Validation(Faults.At("/to", "unknown-reference", centre)));

    private static async Task<long> EarlierAsync(Step step, EscalationBody body)
    {
        var told = await step.Transaction.QueryAsync<Forwarded>(
            """
            SELECT id, cause_ref, planned_at FROM deliveries WHERE about = @id AND cause_kind = 'forward' AND recipient = @centre ORDER BY id
            """,
            new { id = step.Incident.Id, centre = body.To });
        if (told is [.., var last] && last.PlannedAt > body.AsOf)
            throw new RefusedException(Problems.Conflict("not-in-this-status")
                .With("incidentStatus", step.Incident.Status).With("delivery", last.Id).With("plannedAt", last.PlannedAt));
        return told.Select(one => one.CauseRef).Distinct().Count();
    }

    // Who names a channel is there to hear that it leads nowhere; without one the letter waits, and an alarm asks for the address.
    private async Task<Contact?> ContactAsync(Step step, EscalationBody body)
    {
        var contact = await CentreContacts.UsableAsync(step.Transaction, body.To, body.Channel ?? Mail, step.Now);
        if (body.Channel is not { } channel)
            return contact;
        if (!await book.IsUsableAsync(step.Transaction, channel))
            throw new RefusedException(Problems.Conflict("guard-refuses").With("channel", channel));
        return contact ?? throw new RefusedException(Problems.Conflict("contact-missing").With("centre", body.To).With("channel", channel));
    }

    private static Task TellAsync(Step step, EscalationBody body, string name, PlannedDelivery planned) => step.TellAsync(
        "ladder", "escalation", "agency",
        $"Forwarded to {name}{(planned.Automatic ? "" : ", once a second person agrees")}. {body.Reason.Trim()}",
        $"Chuyển tới {name}{(planned.Automatic ? "" : ", khi người thứ hai đồng ý")}. {body.Reason.Trim()}",
        JsonSerializer.Serialize(new { to = body.To, channel = planned.Channel, delivery = planned.Id }));

    private sealed record Forwarded(Guid Id, string CauseRef, DateTimeOffset PlannedAt);

    private sealed record Named(string Name, string? Role);
}
