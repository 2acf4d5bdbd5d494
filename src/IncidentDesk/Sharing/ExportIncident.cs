using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Sharing;

/// <summary>One incident cut for an audience: what helps others, without who is concerned. It says of itself what was cut and by which rule.</summary>
public static class ExportIncident
{
    public sealed record Query(string Incident, string Audience) : IRequest<Answer>;

    /// <param name="Tlp">The audience's mark: how far this export may go.</param>
    /// <param name="Evidence">Sums of files whose own mark allows the audience.</param>
    public sealed record Answer(
        string Tlp, string? Number, string? Title, string? Description, string? Agency, string? System, string Category, string Severity, bool Serious,
        string DetectedOn, IReadOnlyList<string> Cves, IReadOnlyList<Observable> Observables, IReadOnlyList<string> Evidence, IReadOnlyList<Cut> Cut)
    {
        /// <summary>It was a drill: nothing of this happened.</summary>
        public bool Drill { get; init; }
    }

    /// <param name="Value">Written so that no program makes a link of it.</param>
    public sealed record Observable(string Type, string Value);

    public sealed class Handler(Database database, Caller caller, DeskNames desk, AuditBook book, TimeProvider clock) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellation)
        {
            var (incident, answer) = await database.ReadAsync(reading => CutAsync(reading, query), cancellation);
            book.Taken(caller, "incident.export", incident.ToString("D"), $"exported {query.Audience}");
            return answer;
        }

        private async Task<(Guid, Answer)> CutAsync(Reading reading, Query query)
        {
            var incident = await VisibleIncident.RequireAsync(reading, query.Incident, caller);
            var (view, _) = (await IncidentViews.FindAsync(reading, incident.Id))!.Value;
            var (tlp, audience) = (view.Tlp, query.Audience);
            // The lead of the agency that set the mark, or of its heir, consents by asking.
            var consents = caller.Person is not null && caller.Has(Scopes.Approve) && await Heirs.SpeaksForAsync(reading, caller, incident.AgencyId, clock.GetUtcNow());
            if (TlpRules.RefusesExport(tlp, consents) is { } rule)
                throw new RefusedException(Problems.Conflict("tlp-refuses").With("rule", rule).With("tlp", tlp));
            var said = await SaidAsync(reading, incident.Id);
            var own = Redaction.Keeps("agency", tlp, audience) ? new OwnHosts([]) : new OwnHosts(
                [.. await MailsAsync(reading, incident.AgencyId), .. said.SelectMany(report => new[] { report.Contact?.Email, report.Contact?.SafeEmail })]);
            string? Kept(string field, string? value) => Redaction.Keeps(field, tlp, audience) ? value : null;
            return (incident.Id, new(
                audience, Kept("number", view.Number), Kept("title", view.Title), Kept("description", said is [var first, ..] ? first.Description : null),
                Kept("agency", view.Agency), Kept("system", view.System), view.Category, view.Severity, view.Serious,
                TimeZoneInfo.ConvertTime(view.DetectedAt, desk.Zone).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                [.. said.SelectMany(report => report.Cves).Distinct().Order(StringComparer.Ordinal)],
                [
                    .. said.SelectMany(report => report.Observables).Where(one => !own.Holds(one.Type, one.Value))
                        .Select(one => (one.Type, Value: Redaction.Observable(one.Type, one.Value, audience))).Where(one => one.Value is not null)
                        .Select(one => new Observable(one.Type, Defanged.Write(one.Type, one.Value!))).Distinct(),
                ],
                Redaction.Keeps("evidence", tlp, audience) ? await EvidenceAsync(reading, incident.Id, audience) : [],
                Redaction.Cuts(tlp, audience)) { Drill = view.Drill });
        }

        private async Task<IReadOnlyList<ReportFacts>> SaidAsync(Reading reading, Guid incident) =>
        [
            .. (await reading.QueryAsync<string>(
                $"SELECT facts FROM reports WHERE incident_id = @incident AND {caller.MaySee("reports")} ORDER BY id", new { incident })).Select(ReportFacts.FromJson),
        ];

        // Of the agency and of those above it, whose domain it often shares.
        private static Task<IReadOnlyList<string>> MailsAsync(Reading reading, Guid agency) => reading.QueryAsync<string>(
            """
            SELECT email FROM agencies JOIN agency_tree ON ancestor_id = agencies.id WHERE descendant_id = @agency AND email IS NOT NULL
            UNION SELECT safe_email FROM agencies WHERE id = @agency AND safe_email IS NOT NULL
            """, new { agency });

        private static async Task<IReadOnlyList<string>> EvidenceAsync(Reading reading, Guid incident, string audience) =>
        [
            .. (await reading.QueryAsync<Item>("SELECT hash, tlp FROM evidence WHERE incident_id = @incident ORDER BY id", new { incident }))
                .Where(item => TlpRules.Allows(item.Tlp, audience)).Select(item => item.Hash).Distinct(),
        ];

        private sealed record Item(string Hash, string Tlp);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapGet("/incidents/{incident}/export", (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var query = QueryString.Of(http.Request);
            var audience = query.Word("audience", TlpRules.Audiences);
            query.Done();
            return sender.Send(new Query(incident, audience ?? "clear"), cancellation);
        })
        .Produces<Answer>().Asks("audience").WithSummary("One incident cut for an audience outside: clear or green").Needs(Scopes.Report, Scopes.Read);
}
