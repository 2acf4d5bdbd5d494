using IncidentDesk.Audit;
using IncidentDesk.Reference;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Deadlines;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Incidents;

/// <summary>
/// What the law wants follows from the facts of an incident, whichever door they came through: each door that changes them asks here, in its own
/// transaction and holding the incident's row. Duties are opened; one that stands is never moved.
/// </summary>
public sealed class Duties(ReferenceLibrary library)
{
    // The history of a duty says when it was let go: here, when a merging was taken back.
    private const string PartedWith =
        """
        EXISTS (SELECT 1 FROM obligation_states JOIN incident_merges ON incident_merges.into_id = obligation_states.incident_id
                AND incident_merges.undone_at = obligation_states.at
            WHERE obligation_states.incident_id = obligations.incident_id AND obligation_states.obligation_id = obligations.id
                AND obligation_states.until_at IS NULL)
        """;

    public RuleBook Book => library.RuleBook;

    /// <summary>What triage says of all that is known now.</summary>
    public async Task<TriageDecision?> DecideAsync(Reading reading, Guid incident) =>
        await IncidentFacts.OfAsync(reading, incident) is { } facts ? Triage.Decide(facts, Book) : null;

    /// <summary>What the law wants by that, and what it wanted of a serious incident before people lowered it, as far as that stands.</summary>
    public async Task<IReadOnlyList<OpenedObligation>> WantedAsync(Reading reading, Guid incident)
    {
        if (await IncidentFacts.OfAsync(reading, incident) is not { } facts)
            return [];
        var wanted = Triage.Decide(facts, Book).Obligations;
        return [.. wanted, .. await LoweredDuties.OfAsync(reading, incident, facts, wanted, Book)];
    }

    /// <param name="lateReason">Why a duty that is past due already is opened only now, in a person's words; null where no person is there to say it.</param>
    /// <returns>What was opened.</returns>
    public async Task<IReadOnlyList<ObligationView>> OpenAsync(Transaction transaction, Guid incident, DateTimeOffset now, string? lateReason = null)
    {
        await transaction.ExecuteAsync(
            "UPDATE incidents SET duties_asked_at = NULL WHERE id = @incident AND duties_asked_at IS NOT NULL", new { incident });
        var wanted = await WantedAsync(transaction, incident);
        var opened = await OpenAsync(transaction, incident, wanted, now, lateReason);
        await OutdatedDuties.LookAsync(transaction, incident, wanted, Book, now);
        return opened;
    }

    public static async Task<IReadOnlyList<ObligationView>> OpenAsync(
        Transaction transaction, Guid incident, IReadOnlyList<OpenedObligation> wanted, DateTimeOffset now, string? lateReason)
    {
        var missing = StandingDuties.Missing(wanted, await StandingAsync(transaction, incident));
        if (missing.Count == 0)
            return [];
        var opened = await ObligationRows.InsertAsync(transaction, incident, missing, now, lateReason);
        await NextDueRow.SettleAsync(transaction, incident);
        foreach (var duty in opened)
            await TellAsync(transaction, incident, duty, now);
        return opened;
    }

    /// <summary>
    /// Its own, and what was sent for the incidents that were merged into it: that is not wanted of the whole once more. What went when a merging into it
    /// was taken back does not stand: wanted for another reason later, it is opened.
    /// </summary>
    public static Task<IReadOnlyList<StandingDuty>> StandingAsync(Reading reading, Guid incident) => reading.QueryAsync<StandingDuty>(
        $"""
        {IncidentFacts.Joined}
        SELECT obligations.id, kind, recipient, clock_trigger AS trigger, rule, starts_at, due_at, state, article, sureness, form, basis
        FROM joined JOIN obligations ON obligations.incident_id = joined.id
        WHERE (joined.id = @incident AND NOT (state = 'void' AND {PartedWith})) OR state IN ('met', 'late') ORDER BY obligations.id
        """,
        new { incident });

    private static async Task TellAsync(Transaction transaction, Guid incident, ObligationView duty, DateTimeOffset now)
    {
        var (vi, en) = (Named(duty, Language.Vietnamese), Named(duty, Language.English));
        var (askVi, ask) = duty.ReasonMissing ? (" Cần một người ghi lý do chậm.", " A person must say why it is late.") : ("", "");
        await Timeline.AddAsync(
            transaction, incident, now, "obligation", Actor.Desk, "agency",
            duty.DueAt < now ? $"Opened past its due time: {en}.{ask}" : $"Opened: {en}.",
            duty.DueAt < now ? $"Phát sinh khi đã quá hạn: {vi}.{askVi}" : $"Phát sinh: {vi}.");
        await MetObligation.TellAsync(transaction, incident, duty.Id, "opened", now);
        await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "obligation.open", duty.Id.ToString("D"), duty.Rule, now);
    }

    private static string Named(ObligationView duty, Language language) =>
        $"{Texts.Say(Texts.Obligations, duty.Kind, language)} ({Texts.Say(Texts.Recipients, duty.Recipient, language)}; {duty.Article})";
}
