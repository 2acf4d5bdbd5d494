using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Providers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>Whom to reach at the providers that are committed today to the incident's agency, and to its system where the commitment names systems.</summary>
public static class ProvidersOnPage
{
    public sealed record Query(Guid Incident) : IRequest<IReadOnlyList<Item>>;

    /// <param name="Hours">24x7 or office-hours.</param>
    /// <param name="Warning">never-verified or stale; null where somebody tried the contact within twelve months.</param>
    public sealed record Item(string Provider, string Hours, string Contact, string Purpose, string Channel, string Value, string? Warning);

    public sealed class Handler(Database database, DeskSettings settings, Caller caller, TimeProvider clock) : IRequestHandler<Query, IReadOnlyList<Item>>
    {
        public Task<IReadOnlyList<Item>> Handle(Query query, CancellationToken cancellation) => !caller.SeesContacts
            ? Task.FromResult<IReadOnlyList<Item>>([])
            : database.ReadAsync<IReadOnlyList<Item>>(async reading =>
            {
                var now = clock.GetUtcNow();
                return
                [
                    .. (await reading.QueryAsync<Row>(
                        $"""
                        SELECT DISTINCT providers.name AS provider, provider_commitments.hours, provider_contacts.name AS contact, provider_contacts.purpose,
                            provider_contacts.channel, provider_contacts.value, provider_contacts.verified_on
                        FROM incidents JOIN provider_commitments ON provider_commitments.agency_id = incidents.agency_id
                        JOIN providers ON providers.id = provider_commitments.provider_id
                        JOIN provider_contacts ON provider_contacts.provider_id = providers.id AND provider_contacts.ended_at IS NULL
                        WHERE incidents.id = @incident AND {caller.MaySee("incidents")} AND provider_commitments.starts_on <= @today
                          AND (provider_commitments.ends_on IS NULL OR provider_commitments.ends_on >= @today)
                          AND (NOT EXISTS (SELECT 1 FROM provider_commitment_systems WHERE provider_commitment_systems.commitment_id = provider_commitments.id)
                            OR EXISTS (SELECT 1 FROM provider_commitment_systems WHERE provider_commitment_systems.commitment_id = provider_commitments.id
                                AND provider_commitment_systems.system_id = incidents.system_id))
                        ORDER BY provider, purpose, contact, channel
                        """,
                        new { incident = query.Incident, today = settings.Zone.Local(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }))
                        .Select(row => new Item(row.Provider, row.Hours, row.Contact, row.Purpose, row.Channel, row.Value, ContactCheck.WarningOf(row.VerifiedOn, now))),
                ];
            }, cancellation);

        private sealed record Row(string Provider, string Hours, string Contact, string Purpose, string Channel, string Value, DateTimeOffset? VerifiedOn);
    }
}
