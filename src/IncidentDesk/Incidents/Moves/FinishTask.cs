using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Incidents.Moves;

/// <summary>Somebody did a task, or says that it is not done after all.</summary>
public static class FinishTask
{
    public sealed record TaskDoneBody(bool Done, string? Note = null);

    public sealed record Command(Guid Task, TaskDoneBody Body) : IRequest<Answer>;

    public sealed record Answer(string Incident, ListTasks.Item Task);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Body.Note).AtMostCharacters(MoveDoors.MostNote);
    }

    public sealed class Handler(Database database, Casework casework) : IRequestHandler<Command, Answer>
    {
        public Task<Answer> Handle(Command command, CancellationToken cancellation) =>
            database.WriteAsync(async transaction =>
            {
                var incident = await transaction.SingleAsync<Guid?>("SELECT incident_id FROM incident_tasks WHERE id = @id", new { id = command.Task })
                    ?? throw new RefusedException(Problems.NotFound());
                var step = await casework.HoldAsync(transaction, incident.ToString("D"), ETags.Any);
                step.RefuseEnded();
                await DoAsync(step, command);
                return new Answer(step.Incident.Number, (await transaction.SingleAsync<ListTasks.Item>($"{ListTasks.Select} WHERE id = @id", new { id = command.Task }))!);
            }, cancellation);

        private static async Task DoAsync(Step step, Command command)
        {
            var note = command.Body.Note?.Trim() is { Length: > 0 } said ? said : null;
            // Who ticks what is ticked already changes nothing, and is no second one who did it.
            var task = await step.Transaction.SingleAsync<Named>(
                $"""
                UPDATE incident_tasks SET done_at = @at, done_by = @by, note = coalesce(@note, note)
                WHERE id = @id AND done_at IS {(command.Body.Done ? "NULL" : "NOT NULL")} RETURNING text, text_vi
                """,
                new { id = command.Task, at = command.Body.Done ? step.Now : (DateTimeOffset?)null, by = command.Body.Done ? step.Actor.Name : null, note });
            if (task is null)
                return;
            var (en, vi) = command.Body.Done ? ("Done", "Xong") : ("Not done after all", "Chưa xong");
            await step.TellAsync("comment", "task", "internal", $"{en}: {task.Text}. {note}".TrimEnd(), $"{vi}: {task.TextVi}. {note}".TrimEnd());
        }

        private sealed record Named(string Text, string TextVi);
    }

    public static void Map(IEndpointRouteBuilder doors) => doors
        .MapPut("/tasks/{task:guid}", async (Guid task, HttpContext http, ISender sender, CancellationToken cancellation) =>
        {
            var body = await MoveDoors.ReadAsync<TaskDoneBody>(http, cancellation);
            return Results.Json((await sender.Send(new Command(task, body), cancellation)).Task, Json.Options);
        })
        .Accepts<TaskDoneBody>("application/json").Produces<ListTasks.Item>().WithSummary("Say that a task is done, or is not").NeedsDesk(Scopes.Work);
}
