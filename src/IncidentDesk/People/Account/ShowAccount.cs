using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.Account;

/// <summary>What the desk knows of the person who asks: where they are signed in, and how they prove who they are.</summary>
public static class ShowAccount
{
    public sealed record Query : IRequest<View>;

    public sealed record View(
        string User, DateTimeOffset? PasswordChangedAt, DateTimeOffset? SecondFactorAt, long CodesLeft, IReadOnlyList<SessionRows.View> Sessions,
        CalendarLinks.View? Calendar);

    public sealed class Handler(Database database, SessionRules rules, Caller caller, TimeProvider clock) : IRequestHandler<Query, View>
    {
        public Task<View> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(async reading =>
        {
            var row = (await reading.SingleAsync<Row>("SELECT user_name, password_changed_at FROM people WHERE id = @id", new { id = caller.Id }))!;
            return new View(
                row.UserName, row.PasswordChangedAt, (await FactorRows.FindAsync(reading, caller.Id))?.ConfirmedAt, await FactorRows.CodesLeftAsync(reading, caller.Id),
                await SessionRows.OpenOfAsync(reading, caller.Id, rules, clock.GetUtcNow()), await CalendarLinks.OfAsync(reading, caller.Id, clock.GetUtcNow()));
        }, cancellation);

        private sealed record Row(string UserName, DateTimeOffset? PasswordChangedAt);
    }
}
