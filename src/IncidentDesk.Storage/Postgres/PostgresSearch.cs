using System.Globalization;

namespace IncidentDesk.Storage.Postgres;

/// <summary>A tsvector that is written out, not parsed: the server's own splitting knows file names and e-mail addresses and would find other words.</summary>
internal sealed class PostgresSearch : TextSearch
{
    // What the type holds: positions to 16383, and 256 of one word. Beyond, a word is found and runs are not.
    private const int LastPosition = 16_383, MostPositions = 255, LongestWord = 500;

    protected override string Place => "place";

    protected override string Found => "words @@ CAST(@words AS tsquery)";

    protected override string IsPlaced => "incidents.number_order = ANY (CAST(string_to_array(@places, ',') AS BIGINT[]))";

    protected override string InPassing => $"(SELECT {Found} FROM search_texts WHERE {Place} = incidents.number_order)";

    public override Task WriteAsync(Transaction transaction, IEnumerable<(long Place, IReadOnlyList<string> Words)> texts) =>
        transaction.ExecuteAllAsync(
            """
            INSERT INTO search_texts (place, words) VALUES (@place, CAST(@words AS tsvector))
            ON CONFLICT (place) DO UPDATE SET words = excluded.words
            """,
            texts.Select(text => (object)new { place = text.Place, words = Vector(text.Words) }));

    protected override string Question(IReadOnlyCollection<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought) =>
        string.Join(" & ", sought.Select(one => $"({string.Join(" | ", one.Runs.Select(run => $"({Run(run, one.IsOpen)})"))})"));

    private static string Run(IReadOnlyList<string> run, bool isOpen) =>
        string.Join(" <-> ", run.Select((word, at) => $"'{Cut(word)}'{(isOpen && at == run.Count - 1 ? ":*" : "")}"));

    private static string Vector(IReadOnlyList<string> words) => string.Join(
        ' ', words.Select((word, at) => (Word: Cut(word), At: Math.Min(at + 1, LastPosition))).GroupBy(one => one.Word, StringComparer.Ordinal).Select(
            same => $"'{same.Key}':{string.Join(',', same.Select(one => one.At.ToString(CultureInfo.InvariantCulture)).Distinct().Take(MostPositions))}"));

    private static string Cut(string word) => word.Length > LongestWord ? word[..LongestWord] : word;
}
