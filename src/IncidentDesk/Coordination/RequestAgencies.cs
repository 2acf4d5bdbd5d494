using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Coordination;

/// <summary>Whom a request is passed on to. Who has it already gets it no second time.</summary>
public sealed class RequestAgencies(CoordinationMails mails)
{
    /// <exception cref="RefusedException">400: there is no such agency today; 409: red is for named persons.</exception>
    public async Task<int> AskAsync(Transaction transaction, Guid request, IReadOnlyList<string> codes, string tlp, DateTimeOffset now)
    {
        if (codes.Count == 0)
            return 0;
        if (tlp == "red")
            throw new RefusedException(Problems.Conflict("tlp-refuses"));
        var known = (await transaction.QueryAsync<Named>(
            "SELECT id, code FROM agencies WHERE code IN @codes AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now)", new { codes = codes.ToArray(), now }))
            .ToDictionary(one => one.Code, one => one.Id);
        if (codes.Select((code, n) => (code, n)).FirstOrDefault(one => !known.ContainsKey(one.code)) is ({ } missing, var place))
            throw new RefusedException(Problems.Validation(Faults.At($"/agencies/{place}", "unknown-reference", WireText.Shown(missing))));
        var added = new List<Guid>();
        foreach (var agency in known.Values)
            if (await transaction.ExecuteAsync(
                "INSERT INTO coordination_agencies (request_id, agency_id, asked_at) VALUES (@request, @agency, @now) ON CONFLICT (request_id, agency_id) DO NOTHING",
                new { request, agency, now }) == 1)
                added.Add(agency);
        foreach (var agency in added)
            await Changes.TellAsync(transaction, "coordination", request, null, "asked", agency, now);
        await mails.AskAsync(transaction, request, added, now);
        return added.Count;
    }

    private sealed record Named(Guid Id, string Code);
}
