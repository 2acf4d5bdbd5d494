using IncidentDesk.Agencies;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;
using MediatR;

namespace IncidentDesk.Advisories;

/// <summary>Letters by agencies at an instant: what a whole province has answered, at a glance.</summary>
public static class ShowMatrix
{
    private const int MostLetters = 40, MostUnits = 600;

    /// <param name="Kind">Of agencies; null: all.</param>
    /// <param name="Parent">Code of the agency whose branch is shown; null: all.</param>
    /// <param name="State">Only agencies with a reply in this state.</param>
    /// <param name="Left">Only letters of which something is left to do.</param>
    /// <param name="AsOf">Null: now.</param>
    public sealed record Query(string? Kind = null, string? Parent = null, string? State = null, bool Left = false, DateTimeOffset? AsOf = null) : IRequest<Matrix>;

    public sealed record Letter(Guid Id, string Number, string Subject, string Severity);

    public sealed record Unit(Guid Id, string Code, string Name, string NameEn, string Kind);

    /// <param name="State">A place in <see cref="CellMoves.States"/>.</param>
    /// <param name="Affected">How many machines; for affected only.</param>
    public readonly record struct Cell(byte State, long Affected);

    /// <param name="Cells">By letter, then by agency, in the order of both lists.</param>
    public sealed record Matrix(DateTimeOffset AsOf, IReadOnlyList<Letter> Letters, IReadOnlyList<Unit> Units, Cell[][] Cells)
    {
        public IEnumerable<string> Kinds => Units.Select(unit => unit.Kind).Distinct();

        public long Count(string state) => Cells.Sum(row => row.LongCount(cell => CellMoves.States[cell.State] == state));
    }

    public sealed class Handler(Database database, Caller caller, TimeProvider clock) : IRequestHandler<Query, Matrix>
    {
        public Task<Matrix> Handle(Query query, CancellationToken cancellation) => database.ReadAsync(reading => LoadAsync(reading, query), cancellation);

        private async Task<Matrix> LoadAsync(Reading reading, Query query)
        {
            var now = clock.GetUtcNow();
            // What is still to come is not known: the end of today, and of every later day, is now.
            var past = query.AsOf < now ? query.AsOf : null;
            var asOf = past ?? now;
            var letters = await reading.QueryAsync<Letter>(
                $"""
                SELECT advisories.id, advisories.number, advisories.subject, advisories.severity FROM advisories
                WHERE {AdvisoryRows.MaySee(caller)} AND advisories.sent_at <= @asOf ORDER BY advisories.issued_on DESC, advisories.id DESC LIMIT @most
                """,
                new { now, asOf, most = (long)MostLetters });
            var units = InTheirOrder(await reading.QueryAsync<Unit>(
                $"""
                SELECT agencies.id, agencies.code, agencies.name, agencies.name_en, agencies.kind FROM agencies
                WHERE {AgencyView.MaySee(caller)} AND agencies.valid_from <= @asOf AND (agencies.valid_to IS NULL OR agencies.valid_to > @asOf)
                  AND {(query.Kind is null ? "1 = 1" : "agencies.kind = @kind")}
                  AND {(query.Parent is null ? "1 = 1" : "agencies.id IN (SELECT descendant_id FROM agency_tree JOIN agencies above ON above.id = ancestor_id WHERE above.code = @parent)")}
                ORDER BY agencies.kind, agencies.sort_key, agencies.code LIMIT @most
                """,
                new { asOf, kind = query.Kind ?? "", parent = query.Parent ?? "", most = (long)MostUnits }));
            var cells = Empty(letters.Count, units.Count);
            await FillAsync(reading, letters, units, cells, past);
            return Narrow(new(asOf, letters, units, cells), query);
        }

        private async Task FillAsync(Reading reading, IReadOnlyList<Letter> letters, IReadOnlyList<Unit> units, Cell[][] cells, DateTimeOffset? asOf)
        {
            if (letters.Count == 0)
                return;
            var (rows, columns) = (Places(letters.Select(one => one.Id)), Places(units.Select(one => one.Id)));
            var states = CellMoves.States.Select((word, place) => (word, place)).ToDictionary(one => one.word, one => (byte)one.place);
            foreach (var cell in await (asOf is { } instant ? PastAsync(reading, letters, instant) : PresentAsync(reading, letters)))
                if (rows.TryGetValue(cell.AdvisoryId, out var row) && columns.TryGetValue(cell.AgencyId, out var column))
                    cells[row][column] = new(states[cell.State], cell.Affected ?? 0);
        }

        private Task<IReadOnlyList<Row>> PresentAsync(Reading reading, IReadOnlyList<Letter> letters) => reading.QueryAsync<Row>(
            $"""
            SELECT advisory_id, agency_id, state, affected FROM advisory_cells
            WHERE advisory_id IN @letters AND system_key = '' AND {caller.MaySee("advisory_cells")}
            """,
            new { letters = letters.Select(one => one.Id).ToArray() });

        private Task<IReadOnlyList<Row>> PastAsync(Reading reading, IReadOnlyList<Letter> letters, DateTimeOffset asOf) => reading.QueryAsync<Row>(
            $"""
            SELECT last.advisory_id, last.agency_id, last.to_state AS state, last.affected FROM advisory_history last
            JOIN (SELECT advisory_id, agency_id, max(n) AS n FROM advisory_history
                WHERE advisory_id IN @letters AND system_key = '' AND at <= @asOf GROUP BY advisory_id, agency_id) newest
              ON newest.advisory_id = last.advisory_id AND newest.agency_id = last.agency_id AND newest.n = last.n
            WHERE last.system_key = '' AND {caller.MaySee("last")}
            """,
            new { letters = letters.Select(one => one.Id).ToArray(), asOf });

        private static Matrix Narrow(Matrix matrix, Query query)
        {
            var rows = Enumerable.Range(0, matrix.Letters.Count)
                .Where(row => !query.Left || matrix.Cells[row].Any(cell => CellMoves.IsLeft(CellMoves.States[cell.State]))).ToArray();
            var columns = Enumerable.Range(0, matrix.Units.Count)
                .Where(column => query.State is null || rows.Any(row => CellMoves.States[matrix.Cells[row][column].State] == query.State)).ToArray();
            return rows.Length == matrix.Letters.Count && columns.Length == matrix.Units.Count
                ? matrix
                : new(
                    matrix.AsOf, [.. rows.Select(row => matrix.Letters[row])], [.. columns.Select(column => matrix.Units[column])],
                    [.. rows.Select(row => columns.Select(column => matrix.Cells[row][column]).ToArray())]);
        }

        // The province first, as the list of kinds has them, and by name within each.
        private static IReadOnlyList<Unit> InTheirOrder(IReadOnlyList<Unit> units) => [.. units.OrderBy(unit => Words.AgencyKinds.TakeWhile(kind => kind != unit.Kind).Count())];

        private static Dictionary<Guid, int> Places(IEnumerable<Guid> ids) => ids.Select((id, place) => (id, place)).ToDictionary(one => one.id, one => one.place);

        private static Cell[][] Empty(int letters, int units) => [.. Enumerable.Range(0, letters).Select(_ => new Cell[units])];

        private sealed record Row(Guid AdvisoryId, Guid AgencyId, string State, long? Affected);
    }
}
