using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation.Letters;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Storage;
using Deliveries = IncidentDesk.Delivery.Deliveries;

namespace IncidentDesk.Escalation;

/// <summary>
/// The reporter gets it in writing that the desk has the report, what its number is and what happens next. Whoever once named a safe
/// address fears for the other one: from then on nothing of the incident goes there, also what was in line already.
/// </summary>
public sealed class Receipts(Deliveries deliveries)
{
    public const string Cause = "receipt";

    private const string Role = "reporter";

    /// <returns>The receipt; null where the report names no mail address, or is only a test.</returns>
    public async Task<DeliveryBrief?> PlanAsync(Transaction transaction, ForwardingCase filed, ReportFacts facts)
    {
        if (facts.Reality == "test")
            return null;
        var safe = facts.Contact?.SafeEmail ?? (filed.IsFirst ? null : await SafeAddressAsync(transaction, filed.Incident))
            ?? await SafeAddressOfAgencyAsync(transaction, filed.Agency, facts.Contact?.Email);
        if (safe is not null && !filed.IsFirst)
            await MoveToSafetyAsync(transaction, filed, safe);
        if (facts.Contact is not { } contact || (safe ?? contact.Email) is not { } address)
            return null;
        var n = filed.IsFirst ? 1 : await transaction.SingleAsync<long>(
            "SELECT count(*) FROM reports WHERE incident_id = @incident", new { incident = filed.Incident });
        var to = new Addressee(filed.Agency.ToString("D"), Role, contact.Name, null, null, address) { Agency = filed.Agency };
        var id = Ids.Next(filed.At);
        var isPlanned = await deliveries.PlanAsync(transaction, new(
            id, filed.Incident, Cause, n == 1 ? "" : $"receipt:{n}", "mail", to, Automatic: true, filed.At, null));
        if (isPlanned && safe is not null)
            await StopOnTheWayAsync(transaction, filed.Incident, safe, id);
        return isPlanned ? new(id, "mail", new(Role, null, facts.Agency, null, contact.Name, address), DeliveryStates.Queued) : null;
    }

    /// <summary>
    /// The desk said something to the agency: a mail says so and nothing of what was said, for it lies open on its way. To the safe address, where one is named; to nobody
    /// where no report names any.
    /// </summary>
    public async Task PlanNoticeAsync(Transaction transaction, Guid incident, Guid agency, Guid comment, DateTimeOffset at)
    {
        var reports = (await transaction.QueryAsync<string>(
            "SELECT facts FROM reports WHERE incident_id = @incident ORDER BY received_at DESC, id DESC", new { incident })).Select(ReportFacts.FromJson).ToList();
        if (reports.Count == 0 || reports[0].Reality == "test" || reports.Select(facts => facts.Contact).FirstOrDefault(one => one is not null) is not { } contact)
            return;
        var email = reports.Select(facts => facts.Contact?.Email).FirstOrDefault(one => one is not null);
        var safe = reports.Select(facts => facts.Contact?.SafeEmail).FirstOrDefault(one => one is not null) ?? await SafeAddressOfAgencyAsync(transaction, agency, email);
        if ((safe ?? email) is { } address)
            await deliveries.PlanAsync(transaction, new(
                Ids.Next(at), incident, Cause, $"{ReceiptFacts.Notice}{comment:D}", "mail",
                new(agency.ToString("D"), Role, contact.Name, null, null, address) { Agency = agency }, Automatic: true, at, null));
    }

    private static async Task<string?> SafeAddressAsync(Reading reading, Guid incident)
    {
        var reports = await reading.QueryAsync<string>(
            "SELECT facts FROM reports WHERE incident_id = @incident ORDER BY received_at DESC, id DESC", new { incident });
        return reports.Select(facts => ReportFacts.FromJson(facts).Contact?.SafeEmail).FirstOrDefault(safe => safe is not null);
    }

    /// <summary>
    /// An agency that named a safe address is not written to in its own domain: whoever reads its mail there would read along. Null where the
    /// contact's mail lies elsewhere, or where the agency named none.
    /// </summary>
    private static async Task<string?> SafeAddressOfAgencyAsync(Reading reading, Guid agency, string? contact) =>
        contact is null ? null : await reading.SingleAsync<AgencyMail>(
            "SELECT email, safe_email FROM agencies WHERE id = @agency AND email IS NOT NULL AND safe_email IS NOT NULL", new { agency })
            is { } mail && DomainOf(mail.Email) == DomainOf(contact) ? mail.SafeEmail : null;

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    private static async Task MoveToSafetyAsync(Transaction transaction, ForwardingCase filed, string safe)
    {
        const string elsewhere = "about = @incident AND cause_kind = 'receipt' AND address <> @safe AND state IN ('queued', 'retry-wait')";
        var parameters = new { incident = filed.Incident, safe };
        await Rewriting.ForgetAsync(transaction, elsewhere, parameters, filed.At);
        await transaction.ExecuteAsync($"UPDATE deliveries SET address = @safe WHERE {elsewhere} AND content IS NULL", parameters);
        // What may have arrived at the other address is not sent again, neither there nor elsewhere.
        foreach (var row in await transaction.QueryAsync<Row>(
            "SELECT id, state FROM deliveries WHERE about = @incident AND cause_kind = 'receipt' AND address <> @safe AND state IN ('queued', 'retry-wait', 'in-doubt')",
            parameters))
            await Deliveries.MoveAsync(transaction, new(row.Id, row.State, DeliveryStates.Cancelled, filed.At, Actor.Desk)
            {
                Note = "a safe address was given",
            });
    }

    // What a courier holds finds it in the last look, before the next attempt.
    private static Task StopOnTheWayAsync(Transaction transaction, Guid incident, string safe, Guid by) => transaction.ExecuteAsync(
        """
        UPDATE deliveries SET superseded_by = @by
        WHERE about = @incident AND cause_kind = 'receipt' AND address <> @safe AND state = 'claimed' AND superseded_by IS NULL
        """,
        new { incident, safe, by });

    private sealed record Row(Guid Id, string State);

    private sealed record AgencyMail(string Email, string SafeEmail);
}
