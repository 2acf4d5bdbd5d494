using IncidentDesk.Audit;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Periodic;

/// <summary>What came of recording that a periodic duty was done, or that it need not be.</summary>
public abstract record SettlePeriodic
{
    public sealed record Settled(PeriodicView Duty) : SettlePeriodic;

    public sealed record NeedsAPerson : SettlePeriodic;

    public sealed record NotOpen : SettlePeriodic;

    public sealed record NoSuchDuty : SettlePeriodic;

    /// <summary>Of two who settle it at once, one row changes and one does not.</summary>
    /// <param name="set">The columns that say how, over @at, @text and @now.</param>
    /// <param name="refuses">What is wrong with settling this very duty so; null where nothing is.</param>
    /// <exception cref="RefusedException">400: <paramref name="refuses"/> said why.</exception>
    public static async Task<SettlePeriodic> DoAsync(
        Transaction transaction, Caller caller, Guid duty, string set, DateTimeOffset at, string text, string action, DateTimeOffset now,
        Func<PeriodicView, Fault?>? refuses = null)
    {
        if (await FindAsync(transaction, caller, duty) is not { } owed)
            return new NoSuchDuty();
        if (refuses?.Invoke(owed) is { } fault)
            throw new RefusedException(Problems.Validation(fault));
        var settled = await transaction.ExecuteAsync(
            $"UPDATE periodic_duties SET {set}, settled_at = @now, settled_by = @by WHERE id = @duty AND state = 'open'",
            new { duty, at, text, now, by = caller.Person });
        if (settled == 0)
            return new NotOpen();
        var found = (await FindAsync(transaction, caller, duty))!;
        await PeriodicAlarms.EndWhereSettledAsync(transaction, found.Code, found.Year, now);
        await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, action, duty.ToString("D"), found.State, now);
        return new Settled(found);
    }

    /// <exception cref="RefusedException">Whatever is no settled duty.</exception>
    public PeriodicView Answer() => this switch
    {
        Settled settled => settled.Duty,
        NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
        NotOpen => throw new RefusedException(Problems.Conflict("not-in-this-status")),
        _ => throw new RefusedException(Problems.NotFound()),
    };

    private static Task<PeriodicView?> FindAsync(Reading reading, Caller caller, Guid duty) =>
        reading.SingleAsync<PeriodicView>($"{PeriodicView.Select(caller)} AND periodic_duties.id = @duty", new { duty });
}
