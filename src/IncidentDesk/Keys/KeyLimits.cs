using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Keys;

/// <summary>
/// A key never gets more than its maker may do, nor more than the person may do in whose name it acts; and nobody makes a key that decides in
/// the name of somebody else: it would be the second person for its own maker.
/// </summary>
public static class KeyLimits
{
    public const int MostBytes = 16 << 10;

    /// <summary>With these a person's key takes, approves or ends; without them it only files or reads.</summary>
    private static readonly IReadOnlyList<string> Deciding = [Scopes.Work, Scopes.Approve, Scopes.Admin];

    /// <summary>A key of an agency never does what only the desk does, whoever makes it.</summary>
    public static IRuleBuilderOptions<T, string> OfNoDesk<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(scope => !Scopes.OfDesk.Contains(scope)).WithState(_ => Faults.Saying("/scopes", "out-of-range",
            $"A key of an agency never has the scopes {string.Join(", ", Scopes.OfDesk)}: they are the desk's. Leave the scope out, or make a key of the desk.",
            $"Khóa của cơ quan không có các phạm vi {string.Join(", ", Scopes.OfDesk)}: đó là quyền của bàn trực. Hãy bỏ phạm vi này, hoặc tạo khóa của bàn trực."));

    /// <exception cref="RefusedException">400 with every scope that is too much, or with the person.</exception>
    public static async Task RefuseMoreThanAsync(Transaction transaction, Caller maker, IssueKey.KeyBody body)
    {
        var faults = TooMuch(body.Scopes, maker.Has,
            "You may not do this yourself, so no key of yours may: leave the scope out.",
            "Bạn không có quyền này nên không thể cấp cho khóa: hãy bỏ phạm vi này.").ToList();
        if (body.Person is not null && await PersonAsync(transaction, body.Person) is { } person)
            faults.AddRange(OfPerson(person, maker, body));
        if (faults.Count > 0)
            throw new RefusedException(Problems.Validation(faults));
    }

    /// <summary>Who turns a key holds its new secret, so the same limits stand at turning one.</summary>
    /// <exception cref="RefusedException">400 for the whole request: the body names neither scope nor person.</exception>
    public static async Task RefuseMoreThanAsync(Transaction transaction, Caller maker, KeyView key)
    {
        var faults = TooMuch(key.Scopes, maker.Has,
            "This key may do more than you may, and who turns it holds it: somebody who may do as much turns it.",
            "Khóa này có quyền vượt quá quyền của bạn, mà người xoay khóa là người giữ khóa: hãy nhờ người có đủ quyền.").Take(1)
            .Select(fault => fault with { Path = "" }).ToList();
        var person = key.Person is null ? null : await PersonAsync(transaction, key.Person);
        if (key.Person is not null && key.Scopes.Any(Deciding.Contains) && person?.Id != maker.Person)
            faults.Add(ForeignName(""));
        if (person is not null && BeyondRole(person, key.Scopes).Count > 0)
            faults.Add(Faults.Saying("", "out-of-range",
                "This key may do more than its person may by now: revoke it and add one with fewer scopes.",
                "Khóa này có quyền vượt quá quyền hiện nay của người gắn với nó: hãy thu hồi và tạo khóa khác với ít phạm vi hơn."));
        if (faults.Count > 0)
            throw new RefusedException(Problems.Validation(faults));
    }

    public static Task<Owner?> PersonAsync(Reading reading, string named) => reading.SingleAsync<Owner>(
        """
        SELECT people.id, people.role, agencies.code AS agency FROM people LEFT JOIN agencies ON agencies.id = people.agency_id
        WHERE (people.user_name = @named OR people.id = @named) AND people.disabled_at IS NULL
        """,
        new { named });

    /// <summary>What a key in the name of this person must not have, whoever makes it and wherever.</summary>
    public static IReadOnlyList<string> BeyondRole(Owner person, IReadOnlyList<string> scopes) => [.. scopes.Where(scope => !Scopes.MayHold(person.Role, scope))];

    private static IEnumerable<Fault> OfPerson(Owner person, Caller maker, IssueKey.KeyBody body)
    {
        if (person.Agency != body.Agency)
            yield return Faults.Saying("/person", "unknown-reference",
                "This person belongs elsewhere: a key acts in the name of somebody of its own agency.",
                "Người này thuộc đơn vị khác: khóa chỉ gắn với người của chính đơn vị đó.");
        if (person.Id != maker.Person && body.Scopes.Any(Deciding.Contains))
            yield return ForeignName("/person");
        foreach (var fault in TooMuch(body.Scopes, scope => Scopes.MayHold(person.Role, scope),
            "The person may not do this, so a key in their name may not: leave the scope out.",
            "Người này không có quyền này nên khóa gắn với họ cũng không: hãy bỏ phạm vi này."))
            yield return fault;
    }

    private static Fault ForeignName(string path) => Faults.Saying(path, "out-of-range",
        "A key that decides may act in your own name only: its person makes it, or it is added at the machine (key add).",
        "Khóa có quyền quyết định chỉ được gắn với chính bạn: người đó tự tạo, hoặc thêm tại máy chủ (key add).");

    private static IEnumerable<Fault> TooMuch(IReadOnlyList<string> scopes, Func<string, bool> may, string text, string textVi) =>
        scopes.Select((scope, index) => (scope, index)).Where(one => !may(one.scope) && !Scopes.OfMachines.Contains(one.scope))
            .Select(one => Faults.Saying($"/scopes/{one.index}", "out-of-range", text, textVi));

    /// <param name="Agency">Code; null for the desk.</param>
    public sealed record Owner(Guid Id, string Role, string? Agency);
}
