using System.Security.Cryptography;
using IncidentDesk.Audit;
using IncidentDesk.Operations.Web;
using IncidentDesk.People.Register;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.People.OpenId;

/// <summary>
/// Whom the provider vouches for is let in as what their group is. They are known by issuer and subject alone: a user name that somebody chose at the provider opens
/// nobody's account here. Group, role and agency are looked at again at each sign-in, and whoever is no longer in a group loses what they had open.
/// </summary>
public static class AdmitIdentity
{
    public sealed record Command(Identity Identity) : IRequest<Outcome>;

    public abstract record Outcome
    {
        public sealed record Admitted(Guid Person, string Name, bool HasSecondFactor) : Outcome;

        /// <summary>In no group that the desk knows, or their agency is not there, or their access was ended here.</summary>
        public sealed record NotHere : Outcome;

        /// <summary>Somebody else has that user name already.</summary>
        public sealed record UserTaken : Outcome;
    }

    public sealed class Handler(Database database, OpenIdSettings settings, SessionRules rules, SessionBook sessions, KeyRing keys, AuditBook book, TimeProvider clock)
        : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellation)
        {
            var identity = command.Identity;
            // A hash that no password has; hashing is slow on purpose, so not while others wait for the writer.
            var hash = Passwords.HashOf(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            var outcome = await database.WriteAsync(transaction => AdmitAsync(transaction, identity, hash, clock.GetUtcNow()), cancellation);
            sessions.Forget();
            keys.Forget();
            // Whoever has an account at the provider may come back as often as they like: that is counted, not a row each.
            if (outcome is not Outcome.Admitted)
                book.Counted("session.start", Actor.Desk.Word, SessionBook.HashOf($"{identity.Issuer} {identity.Subject}")[..16], "refused");
            return outcome;
        }

        private async Task<Outcome> AdmitAsync(Transaction transaction, Identity identity, string hash, DateTimeOffset now)
        {
            await PersonAct.HoldAsync(transaction);
            var group = settings.Groups.FirstOrDefault(one => identity.Groups.Contains(one.Name, StringComparer.Ordinal));
            Guid? agency = group?.Agency is { } code
                ? await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code AND (valid_to IS NULL OR valid_to > @now)", new { code, now })
                : null;
            var known = await KnownAsync(transaction, identity);
            if (group is null || group.IsOfAgency != agency is not null)
            {
                if (known is not null)
                    await ShutOutAsync(transaction, known, now);
                return new Outcome.NotHere();
            }
            if (known is null)
                return await AddAsync(transaction, identity, group, hash, now);
            if (known.DisabledAt is not null || known.EndsAt <= now)
                return new Outcome.NotHere();
            if (known.Role != group.Role || known.AgencyId != agency)
                await ChangeAsync(transaction, known, group, agency, now);
            return new Outcome.Admitted(known.Id, known.Name, known.FactorAt is not null);
        }

        private static Task<Row?> KnownAsync(Transaction transaction, Identity identity) => transaction.SingleAsync<Row>(
            """
            SELECT people.id, people.name, people.role, people.agency_id, people.disabled_at, people.ends_at, second_factors.confirmed_at AS factor_at
            FROM person_identities JOIN people ON people.id = person_identities.person_id
            LEFT JOIN second_factors ON second_factors.person_id = people.id
            WHERE person_identities.issuer = @issuer AND person_identities.subject = @subject
            """,
            new { issuer = identity.Issuer, subject = identity.Subject });

        private static async Task<Outcome> AddAsync(Transaction transaction, Identity identity, OpenIdGroup group, string hash, DateTimeOffset now)
        {
            var user = (identity.User ?? identity.Subject).Trim().ToLowerInvariant();
            if (!AddPerson.UserForm.IsMatch(user))
                user = "openid-" + SessionBook.HashOf($"{identity.Issuer} {identity.Subject}")[..16];
            var name = identity.Name?.Trim() is { Length: > 0 and <= 200 } said && WireText.TryClean(said, out var clean) && !clean.Contains('\n') && !StateSecretMarking.IsIn(clean) ? clean : user;
            if (await AddPerson.AddAsync(transaction, new(user, name, group.Role, null, group.Agency, null, null, ""), hash, now) is not AddPerson.Outcome.Added added)
                return new Outcome.UserTaken();
            await transaction.ExecuteAsync(
                "INSERT INTO person_identities (issuer, subject, person_id, made_at) VALUES (@issuer, @subject, @person, @now)",
                new { issuer = identity.Issuer, subject = identity.Subject, person = added.Id, now });
            return new Outcome.Admitted(added.Id, name, false);
        }

        // In no group any more: what they opened with the old one ends with it. Their record stays, and a group that is given back lets them in again.
        private async Task ShutOutAsync(Transaction transaction, Row known, DateTimeOffset now)
        {
            var mayGo = known.Role != "admin" || await IsAnotherInsideAsync(transaction, known.Id, now);
            if (mayGo && await PersonAct.EndAllAsync(transaction, known.Id, Actor.Desk.Word, now) > 0)
                await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "person.change", known.Id.ToString("D"), $"{known.Role} -> no group", now);
        }

        // Another administrator of the provider may be about to lose the group too: they count while they are inside, as one with a password of the desk always does.
        private async Task<bool> IsAnotherInsideAsync(Transaction transaction, Guid person, DateTimeOffset now) => await transaction.SingleAsync<long>(
            $"""
            SELECT count(*) FROM people
            WHERE people.role = 'admin' AND people.disabled_at IS NULL AND people.ends_at IS NULL AND people.password_hash <> '' AND people.id <> @person
              AND (NOT EXISTS (SELECT 1 FROM person_identities WHERE person_identities.person_id = people.id)
                OR EXISTS (SELECT 1 FROM sessions WHERE sessions.person_id = people.id AND {SessionBook.IsOpen}))
            """,
            new { person, now, idle = now - rules.Idle, longest = now - rules.Longest }) > 0;

        // The desk is never left without an administrator.
        private static async Task<bool> IsLastAdministratorAsync(Transaction transaction, Row known) =>
            known.Role == "admin" && !await PersonAct.HasAnotherAdministratorAsync(transaction, known.Id);

        // What they may do changed at the provider: sessions that began with the old rights end.
        private static async Task ChangeAsync(Transaction transaction, Row known, OpenIdGroup group, Guid? agency, DateTimeOffset now)
        {
            if (await IsLastAdministratorAsync(transaction, known))
                return;
            await transaction.ExecuteAsync(
                "UPDATE people SET role = @role, agency_id = @agency, version = version + 1 WHERE id = @id", new { id = known.Id, role = group.Role, agency });
            await PersonAct.EndAllAsync(transaction, known.Id, Actor.Desk.Word, now);
            await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "person.change", known.Id.ToString("D"), $"{known.Role} -> {group.Role}", now);
        }

        private sealed record Row(Guid Id, string Name, string Role, Guid? AgencyId, DateTimeOffset? DisabledAt, DateTimeOffset? EndsAt, DateTimeOffset? FactorAt);
    }
}
