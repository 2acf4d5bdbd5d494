using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Calls;

/// <summary>What a person's act on a delivery came to.</summary>
public abstract record TaskOutcome
{
    public const int MostBytes = 64 << 10;

    /// <summary>Clocks of people's machines differ a little.</summary>
    public static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    public sealed record Done(DeliveryDetail Delivery) : TaskOutcome;

    public sealed record NeedsAPerson : TaskOutcome;

    public sealed record NoSuchDelivery : TaskOutcome;

    /// <param name="By">Who was first, and <paramref name="At"/> until or since when.</param>
    public sealed record NotNow(string? By = null, DateTimeOffset? At = null) : TaskOutcome;

    public sealed record AcknowledgedAlready(string? By, DateTimeOffset? At) : TaskOutcome;

    public sealed record GuardRefuses : TaskOutcome;

    public static async Task<TaskOutcome> DoneAsync(Reading reading, Guid delivery) =>
        new Done((await DeliveryDetail.FindAsync(reading, delivery))!);

    public IResult ToResult() => this switch
    {
        Done done => Results.Json(done.Delivery, Json.Options),
        NeedsAPerson => throw new RefusedException(Problems.Forbidden("needs-a-person")),
        NoSuchDelivery => throw new RefusedException(Problems.NotFound()),
        AcknowledgedAlready already => throw new RefusedException(Problems.Conflict("already-acknowledged", already.By, already.At)),
        GuardRefuses => throw new RefusedException(Problems.Conflict("guard-refuses")),
        NotNow { By: { } by, At: var at } => throw new RefusedException(Problems.Conflict("not-in-this-status", by, at)),
        _ => throw new RefusedException(Problems.Conflict("not-in-this-status")),
    };
}
