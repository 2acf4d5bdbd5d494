using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>What this person has typed and not sent, the latest first. Nobody else ever sees it.</summary>
public static class ShowDrafts
{
    /// <param name="Key">Of one form; null: all.</param>
    public sealed record Query(Guid? Key) : IRequest<IReadOnlyList<Draft>>;

    public sealed record Draft(Guid Key, FormAnswers Answers, DateTimeOffset EditedAt, DateTimeOffset SavedAt);

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Query, IReadOnlyList<Draft>>
    {
        public Task<IReadOnlyList<Draft>> Handle(Query query, CancellationToken cancellation) => caller.Person is not { } person
            ? Task.FromResult<IReadOnlyList<Draft>>([])
            : database.ReadAsync<IReadOnlyList<Draft>>(async reading =>
            [
                .. (await reading.QueryAsync<Row>(
                    $"""
                    SELECT form_key, answers, edited_at, saved_at FROM report_drafts
                    WHERE person_id = @person AND {(query.Key is null ? "1 = 1" : "form_key = @key")} ORDER BY saved_at DESC, form_key LIMIT 20
                    """,
                    new { person, key = query.Key ?? Guid.Empty })).Select(row => new Draft(row.FormKey, FormAnswers.FromJson(row.Answers), row.EditedAt, row.SavedAt)),
            ], cancellation);
    }

    private sealed record Row(Guid FormKey, string Answers, DateTimeOffset EditedAt, DateTimeOffset SavedAt);
}
