using IncidentDesk.Audit;
using IncidentDesk.People.Account;
using IncidentDesk.People.Links;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.People.Register;

/// <summary>What came of something that was to be done to a person, and what all such acts ask first.</summary>
public abstract record PersonAct
{
    /// <param name="Link">Where the act made one: shown this once.</param>
    public sealed record Done(PersonView Person, PersonLink.Shown? Link = null) : PersonAct;

    public sealed record NoSuchPerson : PersonAct;

    public sealed record Stale : PersonAct;

    /// <param name="Code">A rule code of the contract.</param>
    public sealed record Refused(string Code) : PersonAct;

    /// <summary>Finds the person in the version that the caller read, and does it. A mere machine never acts on people.</summary>
    public static Task<PersonAct> DoAsync(
        Database database, Caller caller, Guid person, long version, Func<Transaction, PersonView, Task<PersonAct>> act, CancellationToken cancellation) =>
        caller.Person is null
            ? Task.FromResult<PersonAct>(new Refused("needs-a-person"))
            : database.WriteAsync<PersonAct>(async transaction =>
            {
                // Two administrators who end each other at once stand in line here.
                await HoldAsync(transaction);
                if (await PersonView.FindAsync(transaction, person, caller) is not { } found)
                    return new NoSuchPerson();
                return version != ETags.Any && version != found.Version ? new Stale() : await act(transaction, found);
            }, cancellation);

    /// <summary>From here to the commit nobody else changes who administers.</summary>
    public static Task HoldAsync(Transaction transaction) => transaction.ExecuteAsync(
        "INSERT INTO desk_facts (name, value) VALUES ('people', '') ON CONFLICT (name) DO UPDATE SET value = excluded.value");

    public static async Task<PersonAct> WrittenAsync(
        Transaction transaction, Caller caller, Guid person, string action, string outcome, DateTimeOffset now, PersonLink.Shown? link = null)
    {
        await AuditTrail.AppendAsync(transaction, Actor.Of(caller).Word, action, person.ToString("D"), outcome, now);
        return new Done((await PersonView.FindAsync(transaction, person, caller))!, link);
    }

    /// <summary>Whether nobody but them administers the desk without an end.</summary>
    public static async Task<bool> IsLastAdministratorAsync(Reading reading, PersonView person) =>
        person is { Role: "admin", State: "active", EndsAt: null } && !await HasAnotherAdministratorAsync(reading, person.Id);

    /// <summary>All that was opened by what the person was: sessions, keys, the calendar. For what they are now they sign in anew.</summary>
    /// <returns>How many sessions and keys ended.</returns>
    public static async Task<int> EndAllAsync(Transaction transaction, Guid person, string by, DateTimeOffset now)
    {
        await CalendarLinks.EndAsync(transaction, person, by, now);
        return await EndKeysAsync(transaction, person, by, now) + await SessionRows.EndAllAsync(transaction, person, "person-changed", now);
    }

    /// <summary>Keys that act in this name were given for what the person was; for what they are now, new ones are made.</summary>
    private static Task<int> EndKeysAsync(Transaction transaction, Guid person, string by, DateTimeOffset now) => transaction.ExecuteAsync(
        """
        UPDATE keys SET revoked_at = @now, revoked_by = @by, revoked_reason = 'role or agency of its person changed', version = version + 1
        WHERE person_id = @person AND revoked_at IS NULL
        """,
        new { person, by, now });

    public static async Task<bool> HasAnotherAdministratorAsync(Reading reading, Guid person) =>
        await reading.SingleAsync<long>(
            "SELECT count(*) FROM people WHERE role = 'admin' AND disabled_at IS NULL AND ends_at IS NULL AND password_hash <> '' AND id <> @person", new { person }) > 0;

    /// <exception cref="RefusedException">It was not done.</exception>
    public IResult ToResult(HttpContext http)
    {
        switch (this)
        {
            case Done { Link: { } link } done:
                ETags.Write(http.Response, done.Person.Version);
                return Results.Json(new { person = done.Person, link }, Json.Options);
            case Done done:
                ETags.Write(http.Response, done.Person.Version);
                return Results.Json(done.Person, Json.Options);
            case Refused { Code: "needs-a-person" }:
                throw new RefusedException(Problems.Forbidden("needs-a-person"));
            case Refused refused:
                throw new RefusedException(Problems.Conflict(refused.Code));
            default:
                throw new RefusedException(this is Stale ? Problems.Stale() : Problems.NotFound());
        }
    }
}
