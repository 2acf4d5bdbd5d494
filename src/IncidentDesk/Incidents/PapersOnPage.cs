using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>The papers of an incident for its page, and which papers its open duties ask for.</summary>
public static class PapersOnPage
{
    public sealed record Query(Guid Incident) : IRequest<Answer>;

    /// <param name="Wanted">Forms that an open duty asks for and that nobody has begun, each with its duty.</param>
    public sealed record Answer(IReadOnlyList<Item> Papers, IReadOnlyList<Want> Wanted, IReadOnlyList<PaperForm> Forms);

    public sealed record Item(Guid Id, string Form, string State, long Latest, Guid? ObligationId, DateTimeOffset CreatedAt);

    public sealed record Want(PaperForm Form, ObligationView Duty);

    /// <summary>The wall, over the table papers: the desk sees all; an agency what was sent in its name or to it, and nothing that the desk keeps to itself.</summary>
    public static string VisibleTo(Caller caller) => caller.IsDesk
        ? "1 = 1"
        : $"{caller.MaySee("papers")} AND papers.state = 'sent' AND papers.visibility = 'agency'";

    public sealed class Handler(Database database, ReferenceLibrary library, TimeProvider clock, Caller caller) : IRequestHandler<Query, Answer>
    {
        public Task<Answer> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var papers = await reading.QueryAsync<Item>(
                $"""
                SELECT id, form, state, latest, obligation_id, created_at FROM papers
                WHERE incident_id = @incident AND {VisibleTo(caller)} ORDER BY id LIMIT 200
                """,
                new { incident = query.Incident });
            var open = (await ObligationRows.OfAsync(reading, query.Incident))
                .Where(duty => duty.State == "open" && !papers.Any(paper => paper.ObligationId == duty.Id && paper.State != PaperState.Withdrawn));
            var forms = library.FormsAt(clock.GetUtcNow()).Where(form => form.Subject == PaperForm.OfIncident).ToList();
            return new Answer(
                papers,
                [.. from duty in open.OrderBy(duty => duty.DueAt) from form in PaperForm.Asked(forms, duty.Kind, duty.Rule, duty.Form) select new Want(form, duty)],
                forms);
        }, cancellation);
    }
}
