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
        var (report, agency, system, facts, decision, joins, now) = await WeighAsync(command.Report, command.Via, caller, cancellation);
        var number = joins is null ? await numbers.NextAsync(settings.Zone.LocalYear(now), cancellation) : default;
        return new(
            Ids.Next(now), Ids.Next(now), number, agency, system, facts, decision, TriageText.Of(decision.Lines), facts.ToJson(),
            command.Verbatim, command.RequestKey, joins, now, caller);
    }

    /// <summary>What triage decides of the report, should it be filed now. Takes no number: nothing of it stays.</summary>
    public async Task<Weighed> WeighAsync(ReportBody report, string via, Caller caller, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var joins = Joins(report);
        var agency = report.Agency is null && joins is { } known
            ? await AgencyOfAsync(known, caller, cancellation)
            : await AgencyOfAsync(report.Agency, caller, cancellation);
        // A unit that was dissolved or merged opens nothing new; what still runs of it is reported to its end.
        if (joins is null && agency.ValidTo <= now)
            throw await EndedAsync(agency, now, cancellation);
        var system = report.System is null ? null : await register.SystemAsync(agency, report.System, cancellation);
        if (report.System is not null && system is null)
            throw Unknown("/system");
        // Stored to the millisecond, so that what is answered now is what is read later.
        now = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var facts = ReportFacts.Of(report, agency.Code, via);
        var decision = Triage.Decide(
            facts.ForTriage(now, (int?)system?.Level, agency.Jurisdiction, settings.Mail.Guard), library.RuleBook);
        return new(report, agency, system, facts, decision, joins, now);
    }

    /// <summary>A report whose references are settled, in its normal form, with what triage says of it.</summary>
    public sealed record Weighed(
        ReportBody Report, Agency Agency, InformationSystem? System, ReportFacts Facts, TriageDecision Decision, IncidentRef? Joins, DateTimeOffset At);

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

    private async Task<RefusedException> EndedAsync(Agency agency, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await register.HeirAsync(agency, now, cancellation) is not { } heir)
            return Unknown("/agency");
        return new(Problems.Validation([Faults.Saying("/agency", "unknown-reference",
            $"{agency.Code} has ended and reports nothing new; {heir.Code} ({heir.NameEn}) has taken its tasks over: report there.",
            $"{agency.Code} đã kết thúc, không báo cáo mới; {heir.Code} ({heir.Name}) kế thừa nhiệm vụ: hãy báo cáo dưới tên đơn vị này.")]));
    }

    private static RefusedException Unknown(string path) => new(Problems.Validation([Faults.At(path, "unknown-reference")]));
}
