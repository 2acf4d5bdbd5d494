using IncidentDesk.Agencies;
using IncidentDesk.Escalation;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Facts;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Storage;

namespace IncidentDesk.Reports;

/// <summary>A report made ready for the record room: whose it is, its normal form, and what triage decided.</summary>
public sealed record Filing(
    Guid ReportId, Guid IncidentId, IncidentNumber Number, Agency Agency, InformationSystem? System, ReportFacts Facts,
    TriageDecision Decision, Utf8Text TriageJson, string FactsJson, string Verbatim, string? RequestKey, IncidentRef? Joins, DateTimeOffset ReceivedAt,
    Caller Caller)
{
    // Worked out here, by many at once, and not in the write lane, where all wait for one.
    public string VerbatimHash { get; } = ReportRows.HashOf(Verbatim);

    public string Folded { get; } = ReportRows.SearchableText(Facts);

    /// <summary>The same filing as the forwarding sees it; what joins an incident is forwarded under that one's name.</summary>
    public ForwardingCase Forwarded(Guid incident) => new(incident, Agency.Id, ReceivedAt, Facts.Reality == "real", Joins is null, Decision.Obligations);
}

/// <summary>The third room's anteroom: settles references, asks the rules, and takes a number. Nothing is written yet.</summary>
public sealed class Intake(
    Database database, AgencyRegister register, ReferenceLibrary library, NumberBlocks numbers, DeskSettings settings, TimeProvider clock)
{
    public async Task<Filing> PrepareAsync(ReportIncident.Command command, Caller caller, CancellationToken cancellation)
    {
        var report = command.Report;
        var now = clock.GetUtcNow();
        var joins = Joins(report);
        var agency = report.Agency is null && joins is { } known
            ? await AgencyOfAsync(known, caller, cancellation)
            : await AgencyOfAsync(report.Agency, caller, cancellation);
        // A unit that was dissolved or merged opens nothing new; what still runs of it is reported to its end.
        if (joins is null && agency.ValidTo <= now)
            throw Unknown("/agency");
        var system = report.System is null ? null : await register.SystemAsync(agency, report.System, cancellation);
        if (report.System is not null && system is null)
            throw Unknown("/system");
        // Stored to the millisecond, so that what is answered now is what is read later.
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var facts = ReportFacts.Of(report, agency.Code, command.Via);
        var decision = Triage.Decide(
            facts.ForTriage(now, (int?)system?.Level, agency.Jurisdiction, settings.Mail.Guard), library.RuleBook);
        var number = joins is null ? await numbers.NextAsync(settings.Zone.LocalYear(now), cancellation) : default;
        return new(
            Ids.Next(now), Ids.Next(now), number, agency, system, facts, decision, TriageText.Of(decision.Lines), facts.ToJson(),
            command.Verbatim, command.RequestKey, joins, now, caller);
    }

    private static IncidentRef? Joins(ReportBody report) =>
        report.Kind is null or "initial" ? null : IncidentRef.Parse(report.Incident!) ?? throw Unknown("/incident");

    // What joins an incident is of the incident's agency, whoever files it.
    private async Task<Agency> AgencyOfAsync(IncidentRef incident, Caller caller, CancellationToken cancellation)
    {
        var found = await database.ReadAsync(reading => VisibleIncident.FindAsync(reading, incident, caller), cancellation);
        return (found is null ? null : await register.ByIdAsync(found.AgencyId, cancellation)) ?? throw Unknown("/incident");
    }

    private async Task<Agency> AgencyOfAsync(string? code, Caller caller, CancellationToken cancellation)
    {
        if (code is null)
            return caller.Agency is { } own
                ? await register.ByIdAsync(own, cancellation) ?? throw Unknown("/agency")
                : throw new RefusedException(Problems.Validation([Faults.At("/agency", "required")]));
        var named = await register.ByCodeAsync(code, cancellation) ?? throw Unknown("/agency");
        if (caller.Agency is { } above && !await register.IsWithinAsync(named.Id, above, cancellation))
            throw Unknown("/agency");
        return named;
    }

    private static RefusedException Unknown(string path) => new(Problems.Validation([Faults.At(path, "unknown-reference")]));
}
