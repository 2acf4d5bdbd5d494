using FluentValidation;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents;

/// <summary>A person's saved filters of the board: each is a name and what stands behind the question mark of its address.</summary>
public static class BoardViews
{
    private const int Most = 50;

    public sealed record View(Guid Id, string Name, string Query);

    public sealed record List : IRequest<IReadOnlyList<View>>;

    public sealed record Save(string Name, string Query) : IRequest;

    public sealed record Remove(Guid View) : IRequest;

    public sealed class Rules : AbstractValidator<Save>
    {
        public Rules()
        {
            RuleFor(save => save.Name).TextBetween(1, 60);
            RuleFor(save => save.Query).TextBetween(0, 1000);
        }
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock)
        : IRequestHandler<List, IReadOnlyList<View>>, IRequestHandler<Save>, IRequestHandler<Remove>
    {
        public Task<IReadOnlyList<View>> Handle(List list, CancellationToken cancellation) => caller.Person is { } person
            ? database.ReadAsync(reading => reading.QueryAsync<View>("SELECT id, name, query FROM board_views WHERE person_id = @person ORDER BY name", new { person }), cancellation)
            : Task.FromResult<IReadOnlyList<View>>([]);

        /// <summary>The same name again takes the place of the older one.</summary>
        public Task Handle(Save save, CancellationToken cancellation) => database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"""
            INSERT INTO board_views (id, person_id, name, query, saved_at)
            SELECT @id, @person, @name, @query, @now WHERE (SELECT count(*) FROM board_views WHERE person_id = @person AND name <> @name) < {Most}
            ON CONFLICT (person_id, name) DO UPDATE SET query = excluded.query, saved_at = excluded.saved_at
            """,
            new { id = Ids.Next(clock.GetUtcNow()), person = Person(), name = save.Name.Trim(), query = save.Query, now = clock.GetUtcNow() }), cancellation);

        public Task Handle(Remove remove, CancellationToken cancellation) => database.WriteAsync(
            transaction => transaction.ExecuteAsync("DELETE FROM board_views WHERE id = @view AND person_id = @person", new { view = remove.View, person = Person() }),
            cancellation);

        private Guid Person() => caller.Person ?? throw new RefusedException(Problems.Forbidden("needs-a-person"));
    }
}
