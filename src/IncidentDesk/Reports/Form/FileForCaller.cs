using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Reports.Form;

/// <summary>Agencies for the form of a call: all that report today, and the one that was typed, by its code or by a name without marks.</summary>
public static class FileForCaller
{
    public sealed record Agencies : IRequest<IReadOnlyList<Known>>;

    public sealed record Known(string Code, string Name)
    {
        /// <summary>As the list offers it.</summary>
        public string Shown => $"{Code} · {Name}";
    }

    public sealed class Handler(Database database, TimeProvider clock) : IRequestHandler<Agencies, IReadOnlyList<Known>>
    {
        public Task<IReadOnlyList<Known>> Handle(Agencies request, CancellationToken cancellation) => database.ReadAsync(
            reading => reading.QueryAsync<Known>(
                "SELECT code, name FROM agencies WHERE valid_to IS NULL OR valid_to > @now ORDER BY sort_key, code LIMIT 2000", new { now = clock.GetUtcNow() }), cancellation);
    }

    /// <returns>The code; null where nothing, or more than one, is meant.</returns>
    public static string? Find(IReadOnlyList<Known> agencies, string typed)
    {
        var folded = Folding.Fold(typed.Trim());
        if (folded.Length == 0)
            return null;
        var exact = agencies.FirstOrDefault(agency => Folding.Fold(agency.Code) == folded || Folding.Fold(agency.Shown) == folded || Folding.Fold(agency.Name) == folded);
        if (exact is not null)
            return exact.Code;
        return agencies.Where(agency => Folding.Fold(agency.Shown).Contains(folded, StringComparison.Ordinal)).Take(2).ToList() is [var only] ? only.Code : null;
    }
}
