using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Providers;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Providers;

/// <summary>A security service provider as every door shows it. An agency sees those that are committed to it or to one below it, and no word of the others.</summary>
public sealed record ProviderView(
    Guid Id, string Name, string? Note, IReadOnlyList<ProviderView.Contact> Contacts, IReadOnlyList<ProviderView.Commitment> Commitments, long Version)
{
    /// <param name="Warning">never-verified, or stale where the last check is over twelve months ago.</param>
    public sealed record Contact(Guid Id, string Name, string Purpose, string Channel, string Value, DateTimeOffset? VerifiedOn, string? VerifiedBy, string? Warning);

    /// <param name="Systems">Codes; empty: all systems of the agency.</param>
    /// <param name="EndedReason">Why it was ended before its time.</param>
    public sealed record Commitment(
        Guid Id, string Agency, string AgencyName, string AgencyNameEn, IReadOnlyList<string> Services, string Hours, string Document, string From, string? To,
        IReadOnlyList<string> Systems, string? EndedReason);
}

/// <summary>Reads providers, behind the wall.</summary>
public static class ProviderRows
{
    public static string KeyOf(string name) => string.Concat(Folding.Fold(name).Where(char.IsLetterOrDigit));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MaySee(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"EXISTS (SELECT 1 FROM provider_commitments WHERE provider_commitments.provider_id = providers.id AND {caller.MaySee("provider_commitments")})";

    /// <exception cref="RefusedException">404: there is none, or none that the caller may see.</exception>
    public static async Task<ProviderView> RequireAsync(Reading reading, Guid id, Caller caller, DateTimeOffset now) =>
        (await QueryAsync(reading, "providers.id = @id", new { id, limit = 1L }, caller, now)) is [var only] ? only : throw new RefusedException(Problems.NotFound());

    /// <summary>For a change: as the caller read it; the version moves with the change.</summary>
    /// <exception cref="RefusedException">404 or 412.</exception>
    public static async Task TakeAsync(Transaction transaction, Guid id, long version)
    {
        if (await transaction.SingleAsync<long?>("SELECT version FROM providers WHERE id = @id", new { id }) is null)
            throw new RefusedException(Problems.NotFound());
        if (await transaction.ExecuteAsync("UPDATE providers SET version = version + 1 WHERE id = @id AND (@version = -1 OR version = @version)", new { id, version }) == 0)
            throw new RefusedException(Problems.Stale());
    }

    public static async Task TellAsync(Transaction transaction, Actor by, Guid provider, string what, string outcome, Guid? agency, DateTimeOffset now)
    {
        await AuditTrail.AppendAsync(transaction, by.Word, "provider." + what, provider.ToString("D"), outcome, now);
        await Changes.TellAsync(transaction, "provider", provider, null, what, agency, now);
    }

    public static async Task<IReadOnlyList<ProviderView>> QueryAsync(Reading reading, string condition, object parameters, Caller caller, DateTimeOffset now)
    {
        var rows = await reading.QueryAsync<Row>(
            $"SELECT id, name, note, version FROM providers WHERE {MaySee(caller)} AND {condition} ORDER BY providers.name_key, providers.id LIMIT @limit", parameters);
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(row => row.Id).ToArray();
        var contacts = (await reading.QueryAsync<ContactRow>(
            """
            SELECT provider_id, id, name, purpose, channel, value, verified_on, verified_by FROM provider_contacts
            WHERE provider_id IN @ids AND ended_at IS NULL ORDER BY purpose, id
            """,
            new { ids })).ToLookup(row => row.ProviderId, row => new ProviderView.Contact(
                row.Id, caller.SeesContacts ? row.Name : "", row.Purpose, row.Channel, caller.SeesContacts ? row.Value : "", row.VerifiedOn, row.VerifiedBy,
                ContactCheck.WarningOf(row.VerifiedOn, now)));
        var commitments = (await CommitmentsAsync(reading, "provider_commitments.provider_id IN @ids", new { ids }, caller)).ToLookup(one => one.Provider, one => one.View);
        return [.. rows.Select(row => new ProviderView(row.Id, row.Name, caller.IsDesk ? row.Note : null, [.. contacts[row.Id]], [.. commitments[row.Id]], row.Version))];
    }

    public static async Task<IReadOnlyList<(Guid Provider, Guid Agency, ProviderView.Commitment View)>> CommitmentsAsync(Reading reading, string condition, object parameters, Caller caller)
    {
        var rows = await reading.QueryAsync<CommitmentRow>(
            $"""
            SELECT provider_commitments.provider_id, provider_commitments.agency_id, provider_commitments.id, agencies.code AS agency, agencies.name AS agency_name,
                agencies.name_en AS agency_name_en, provider_commitments.services, provider_commitments.hours, provider_commitments.document, provider_commitments.starts_on, provider_commitments.ends_on,
                provider_commitments.ended_reason
            FROM provider_commitments JOIN agencies ON agencies.id = provider_commitments.agency_id
            WHERE {condition} AND {caller.MaySee("provider_commitments")} ORDER BY agencies.code, provider_commitments.starts_on, provider_commitments.id LIMIT 5000
            """,
            parameters);
        if (rows.Count == 0)
            return [];
        var systems = (await reading.QueryAsync<SystemRow>(
            """
            SELECT provider_commitment_systems.commitment_id, systems.code FROM provider_commitment_systems JOIN systems ON systems.id = provider_commitment_systems.system_id
            WHERE provider_commitment_systems.commitment_id IN @commitments ORDER BY systems.code
            """,
            new { commitments = rows.Select(row => row.Id).ToArray() })).ToLookup(row => row.CommitmentId, row => row.Code);
        return
        [
            .. rows.Select(row => (row.ProviderId, row.AgencyId, new ProviderView.Commitment(
                row.Id, row.Agency, row.AgencyName, row.AgencyNameEn, row.Services.Split(' '), row.Hours, row.Document, row.StartsOn, row.EndsOn, [.. systems[row.Id]], row.EndedReason))),
        ];
    }

    private sealed record Row(Guid Id, string Name, string? Note, long Version);

    private sealed record ContactRow(Guid ProviderId, Guid Id, string Name, string Purpose, string Channel, string Value, DateTimeOffset? VerifiedOn, string? VerifiedBy);

    private sealed record CommitmentRow(
        Guid ProviderId, Guid AgencyId, Guid Id, string Agency, string AgencyName, string AgencyNameEn, string Services, string Hours, string Document, string StartsOn, string? EndsOn,
        string? EndedReason);

    private sealed record SystemRow(Guid CommitmentId, string Code);
}
