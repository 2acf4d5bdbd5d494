using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>A draft goes: it was sent, or its person throws it away.</summary>
public static class DropDraft
{
    public sealed record Command(Guid Key) : IRequest;

    public sealed class Handler(Database database, Caller caller) : IRequestHandler<Command>
    {
        public Task Handle(Command command, CancellationToken cancellation) => caller.Person is not { } person
            ? Task.CompletedTask
            : database.WriteAsync(transaction => transaction.ExecuteAsync(
                "DELETE FROM report_drafts WHERE person_id = @person AND form_key = @key", new { person, key = command.Key }), cancellation);
    }
}
