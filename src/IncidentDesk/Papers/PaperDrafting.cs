using IncidentDesk.Audit;
using IncidentDesk.Incidents;
using IncidentDesk.Operations;
using IncidentDesk.Papers.Facts;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers;

/// <summary>Writes the first version of a paper from what is stored.</summary>
public sealed class PaperDrafting(PaperFacts facts)
{
    public async Task<Guid> WriteAsync(Transaction transaction, PaperSubject subject, Actor actor, Guid? person)
    {
        var (id, now) = (Ids.Next(subject.Now), subject.Now);
        await transaction.ExecuteAsync(
            """
            INSERT INTO papers (id, incident_id, agency_id, obligation_id, form, visibility, state, version, latest, moves, created_at)
            VALUES (@id, @incident, @agency, @obligation, @form, @visibility, 'draft', 1, 1, 1, @now)
            """,
            new
            {
                id, incident = subject.Incident, agency = subject.Agency, obligation = subject.Obligation, form = subject.Form.Code,
                visibility = subject.Form.Visibility, now,
            });
        await PaperState.AddHistoryAsync(transaction, id, 1, null, PaperState.Draft, actor, null, now);
        var row = (await transaction.SingleAsync<PaperRow>($"{PaperRow.Select} WHERE papers.id = @id", new { id }))!;
        var values = Filling.Draft(subject.Form, await facts.OfAsync(transaction, subject));
        var form = await PaperDuty.WeighedAsync(transaction, subject.Form, subject.Incident, subject.Obligation);
        await PaperVersions.AddAsync(transaction, id, 1, PaperContent.Of(form, values, row.Mark, row.IsDrill, row.Number ?? row.Agency), actor, person, now);
        if (subject.Incident is { } incident)
            await Timeline.AddAsync(
                transaction, incident, now, "paper", actor, "internal", $"Paper drafted: {subject.Form.Name.En}.", $"Lập dự thảo văn bản: {subject.Form.Name.Vi}.");
        await PaperState.TellAsync(transaction, subject.Incident, null, now);
        return id;
    }
}
