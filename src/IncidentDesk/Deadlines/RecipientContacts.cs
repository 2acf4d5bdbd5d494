using IncidentDesk.Centres;
using IncidentDesk.Rules;
using IncidentDesk.Storage;

namespace IncidentDesk.Deadlines;

/// <summary>A role that the law names today and that nobody of the desk can reach.</summary>
/// <param name="Centres">Who holds it; empty where no centre does, and then it is told by hand.</param>
/// <param name="Packs">Whose duties go there, by their codes.</param>
public sealed record UnreachableRole(string Role, IReadOnlyList<string> Centres, IReadOnlyList<string> Packs)
{
    public string Text => Centres.Count == 0
        ? $"{Role}: no centre holds this role; what goes there is told by hand."
        : $"{Role}: {string.Join(", ", Centres)} has no verified contact that is valid today; what goes there waits.";

    public string TextVi => Centres.Count == 0
        ? $"{Role}: chưa có cơ quan nào giữ vai trò này; phải báo bằng tay."
        : $"{Role}: {string.Join(", ", Centres)} chưa có đầu mối được xác minh và còn hiệu lực; văn bản gửi tới đó phải chờ.";
}

/// <summary>Which roles of the packs in force have no usable contact: said when they are loaded, not when the first deadline comes.</summary>
public static class RecipientContacts
{
    public static async Task<IReadOnlyList<UnreachableRole>> MissingAsync(Reading reading, RuleBook book, DateTimeOffset now)
    {
        var missing = new List<UnreachableRole>();
        // A duty of an earlier law that is still owed has its recipient too.
        var owed = await reading.QueryAsync<Naming>(
            """
            SELECT DISTINCT obligations.recipient AS role, obligations.rule AS pack FROM obligations JOIN incidents ON incidents.id = obligations.incident_id
            WHERE obligations.state = 'open' AND incidents.ended_at IS NULL AND incidents.reality = 'real'
            """);
        foreach (var (role, packs) in RolesOf(book, owed, now))
        {
            var centres = await reading.QueryAsync<string>(
                """
                SELECT centre_id FROM centre_roles WHERE role = @role AND valid_from <= @now AND (valid_to IS NULL OR valid_to > @now) ORDER BY centre_id
                """,
                new { role, now });
            if (!await AnyUsableAsync(reading, centres, now))
                missing.Add(new(role, centres, packs));
        }
        return missing;
    }

    /// <summary>In the order of the contract's list, each with the packs that name it.</summary>
    private static IEnumerable<(string Role, IReadOnlyList<string> Packs)> RolesOf(RuleBook book, IReadOnlyList<Naming> owed, DateTimeOffset now)
    {
        var named = book.Packs.Where(pack => pack.Validity.Covers(now))
            .SelectMany(pack => pack.Obligations.SelectMany(rule => pack.Jurisdictions.SelectMany(rule.Recipients.For)).Select(role => new Naming(role, pack.Code)))
            .Concat(owed).ToLookup(one => one.Role, one => one.Pack, StringComparer.Ordinal);
        // These are no centres: people whose data it is are told by their agency, the owner is the agency above, the specialised unit the desk.
        return Words.RecipientRoles.Where(role => role is not (RolesWithoutCentre.People or RolesWithoutCentre.Owner or RolesWithoutCentre.Unit) && named.Contains(role))
            .Select(role => (role, (IReadOnlyList<string>)[.. named[role].Distinct()]));
    }

    private static async Task<bool> AnyUsableAsync(Reading reading, IReadOnlyList<string> centres, DateTimeOffset now)
    {
        foreach (var centre in centres)
            if (await reading.SingleAsync<long>(
                $"SELECT count(*) FROM centre_contacts WHERE centre_id = @centre AND {CentreContacts.AreUsable}", new { centre, now }) > 0)
                return true;
        return false;
    }

    private sealed record Naming(string Role, string Pack);
}
