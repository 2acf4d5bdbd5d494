using IncidentDesk.Audit;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Evidence;

/// <summary>A file is taken off a form that was not sent, or all of them with the form: nothing stays of it but a line in the audit.</summary>
public static class DropFormFiles
{
    /// <param name="Form">The form's own key.</param>
    /// <param name="File">The one; null for all.</param>
    public sealed record Command(Guid Form, Guid? File = null) : IRequest;

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Command>
    {
        public async Task Handle(Command command, CancellationToken cancellation)
        {
            foreach (var row in await database.ReadAsync(reading => ListFormFiles.OfAsync(reading, command.Form, caller), cancellation))
                if (command.File is null || command.File == row.Id)
                    await database.WriteAsync(transaction => ForgetAsync(transaction, Actor.Of(caller), row.Id, clock.GetUtcNow()), cancellation);
        }
    }

    /// <summary>Forgets a file that belongs to no incident and to no paper; one that was given to one since it was looked for stays.</summary>
    public static async Task ForgetAsync(Transaction transaction, Actor by, Guid evidence, DateTimeOffset now)
    {
        // Held from here on, it cannot be given to an incident any more.
        var held = await transaction.SingleAsync<Pending>(
            "UPDATE evidence SET name = name WHERE id = @evidence AND incident_id IS NULL RETURNING agency_id, bytes, hash", new { evidence });
        if (held is null || await PaperReceipt.IsAsync(transaction, evidence))
            return;
        await transaction.ExecuteAsync("DELETE FROM evidence_custody WHERE evidence_id = @evidence", new { evidence });
        await transaction.ExecuteAsync("DELETE FROM evidence WHERE id = @evidence", new { evidence });
        await EvidenceRoom.GiveBackAsync(transaction, held.AgencyId, held.Bytes);
        await AuditTrail.AppendAsync(transaction, by.Word, "evidence.forget", evidence.ToString("D"), $"pending {held.Hash}", now);
    }

    private sealed record Pending(Guid? AgencyId, long Bytes, string Hash);
}
