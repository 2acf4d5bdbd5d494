using FluentValidation;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Reference;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Puts something on the list of what is to be done: one's own words, or the whole checklist of the kind of incident.</summary>
public static class AddTasks
{
    private const int MostText = 300;

    /// <param name="Text">One task in one's own words.</param>
    /// <param name="Checklist">A class whose checklist is added; exactly one of the two is given.</param>
    public sealed record TaskBody(string? Text = null, string? Checklist = null);

    public sealed record Command(string Incident, TaskBody Body) : IRequest<IReadOnlyList<ListTasks.Item>>;

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(command => command.Body.Text).TextBetween(1, MostText).When(command => command.Body.Text is not null);
            RuleFor(command => command.Body.Text).Must((command, text) => text is null != command.Body.Checklist is null).WithFault("required");
        }
    }

    public sealed class Handler(Database database, Casework casework, ReferenceLibrary library) : IRequestHandler<Command, IReadOnlyList<ListTasks.Item>>
    {
        public Task<IReadOnlyList<ListTasks.Item>> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var step = await casework.HoldAsync(transaction, command.Incident, ETags.Any);
                step.RefuseEnded();
                if (command.Body.Checklist is { } word)
                    await AddListAsync(step, word);
                else
                    await InsertAsync(step, null, null, command.Body.Text!.Trim(), command.Body.Text.Trim());
                await step.TellAsync("comment", "tasks", "internal", "Put on the list of tasks.", "Đã thêm vào danh sách việc.");
                return await transaction.QueryAsync<ListTasks.Item>($"{ListTasks.Select} WHERE incident_id = @id ORDER BY id", new { id = step.Incident.Id });
            }, cancellation);

        private async Task AddListAsync(Step step, string word)
        {
            if (!library.Checklists.TryGetValue(word, out var list))
                throw new RefusedException(Problems.Validation(Faults.At("/checklist", "not-in-list")));
            for (var place = 0; place < list.Tasks.Count; place++)
                await InsertAsync(step, word, place, list.Tasks[place].En, list.Tasks[place].Vi);
        }

        // The same list twice is the same list.
        private static Task InsertAsync(Step step, string? checklist, long? place, string text, string textVi) => step.Transaction.ExecuteAsync(
            """
            INSERT INTO incident_tasks (id, incident_id, checklist, place, text, text_vi, added_at, added_by)
            VALUES (@id, @incident, @checklist, @place, @text, @textVi, @now, @by) ON CONFLICT DO NOTHING
            """,
            new { id = Ids.Next(step.Now), incident = step.Incident.Id, checklist, place, text, textVi, now = step.Now, by = step.Actor.Name });
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPost("/incidents/{incident}/tasks", async (string incident, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await MoveDoors.ReadAsync<TaskBody>(http, cancellation);
            return Made.Say(http, new Page<ListTasks.Item>(await sender.Send(new Command(incident, body), cancellation), null));
        })
        .Accepts<TaskBody>("application/json").Produces<Page<ListTasks.Item>>(StatusCodes.Status201Created).WithSummary("Add a task or a checklist").NeedsDesk(Scopes.Work);
}
