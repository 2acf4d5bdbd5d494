using IncidentDesk.Channels.Mail.Reading;
using IncidentDesk.Incidents;
using IncidentDesk.Storage;

namespace IncidentDesk.Inbound;

/// <summary>
/// Finds what a mail answers: the delivery by our Message-ID or by our own mark in what comes back, and failing that the incident by the
/// number in the subject, which anybody may write.
/// </summary>
public static class Matching
{
    private const int MostIds = 30;

    public static async Task<Matched> FindAsync(Transaction transaction, ReadMail mail)
    {
        if (await DeliveryAsync(transaction, mail) is { } delivery)
            return new(delivery, delivery.IncidentId is { } id ? new(id, delivery.Number!, delivery.AgencyOfIncident!.Value) : null);
        return new(null, await IncidentAsync(transaction, mail));
    }

    private static async Task<DeliveryAtHand?> DeliveryAsync(Transaction transaction, ReadMail mail)
    {
        var ids = MessageIdsOf(mail).Distinct().Take(MostIds).ToList();
        var known = ids.Count == 0 ? [] : await transaction.QueryAsync<Known>(
            "SELECT id, message_id FROM deliveries WHERE message_id IN @ids AND channel = 'mail'", new { ids });
        Guid? named = known.Count > 0 ? known.MinBy(one => ids.IndexOf(one.MessageId))!.Id : MarkOf(mail);
        if (named is not { } delivery)
            return null;
        // Held first: whoever moves it was here before, or comes after this answer.
        await transaction.ExecuteAsync("UPDATE deliveries SET due_at = due_at WHERE id = @delivery", new { delivery });
        return await DeliveryAtHand.ReadAsync(transaction, delivery);
    }

    /// <summary>What comes back inside a report names the message best; in an answer, what it says it answers.</summary>
    private static IEnumerable<string> MessageIdsOf(ReadMail mail)
    {
        var returned = new[] { mail.Returned?.First("Message-ID")?.Trim(), mail.Disposition?.OriginalMessageId, Bracketed(mail.Report?.EnvelopeId) }
            .OfType<string>().Where(MessageIds.IsId);
        return mail.Report is null && mail.Disposition is null ? mail.AnswersTo.Concat(returned) : returned.Concat(mail.AnswersTo);
    }

    private static Guid? MarkOf(ReadMail mail) =>
        Guid.TryParseExact(mail.Returned?.First(OwnMark.Delivery)?.Trim(), "D", out var returned) ? returned
        : Guid.TryParseExact(mail.Report?.EnvelopeId, "D", out var envelope) ? envelope
        : null;

    private static string? Bracketed(string? id) => id is null || id.StartsWith('<') ? id : $"<{id}>";

    private static async Task<IncidentAtHand?> IncidentAsync(Transaction transaction, ReadMail mail)
    {
        var subjects = new[] { mail.Subject, mail.Returned is { } returned ? ReadMail.SubjectOf(returned) : "" };
        var number = subjects.Select(NumberIn).FirstOrDefault(found => found is not null);
        return number is not { } named ? null : await transaction.SingleAsync<IncidentAtHand>(
            "SELECT id, number, agency_id FROM incidents WHERE number_order = @order", new { order = named.Order });
    }

    /// <summary>[INC-2026-000123]</summary>
    private static IncidentNumber? NumberIn(string subject)
    {
        var open = subject.IndexOf("[INC-", StringComparison.OrdinalIgnoreCase);
        var close = open < 0 ? -1 : subject.IndexOf(']', open);
        return close > open && IncidentNumber.TryParse(subject[(open + 1)..close], out var number) ? number : null;
    }

    private sealed record Known(Guid Id, string MessageId);
}

/// <param name="Delivery">The message that it answers; null where none is known.</param>
/// <param name="Incident">That message's incident, or the one whose number stands in the subject.</param>
public sealed record Matched(DeliveryAtHand? Delivery, IncidentAtHand? Incident);

public sealed record IncidentAtHand(Guid Id, string Number, Guid AgencyId);
