using IncidentDesk.Storage.Postgres;
using IncidentDesk.Storage.Sqlite;

namespace IncidentDesk.Storage;

/// <summary>
/// The table search_texts, which each engine keeps in its own way. Words come folded and split, nothing but letters and digits; the place of a text is
/// the incident's number_order.
/// </summary>
public abstract class TextSearch
{
    // Up to here what was found is sorted; beyond, it is quicker to go through the incidents in the order that is wanted until a page is full.
    private const int Common = 1000;

    /// <summary>The column of search_texts with the place.</summary>
    protected abstract string Place { get; }

    /// <summary>A condition over search_texts.</summary>
    protected abstract string Found { get; }

    /// <summary>A condition over incidents, for places that were looked up before.</summary>
    protected abstract string IsPlaced { get; }

    /// <summary>A condition over incidents that an ORDER BY comes past one by one, for common words.</summary>
    protected abstract string InPassing { get; }

    public static TextSearch Of(string engine) => engine == "postgres" ? new PostgresSearch() : new SqliteSearch();

    /// <summary>What these words find. No engine guesses well how much that is, so it is looked up.</summary>
    public async Task<TextCondition> AskAsync(
        Reading reading, IReadOnlyCollection<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought)
    {
        if (sought.Count == 0)
            return TextCondition.Nothing;
        var words = Question(sought);
        var places = await reading.QueryAsync<long>($"SELECT {Place} FROM search_texts WHERE {Found} LIMIT {Common}", new { words });
        return places.Count == Common ? new(InPassing, words, "") : new(IsPlaced, words, string.Join(',', places));
    }

    /// <summary>Writes texts, each in the place of the one before.</summary>
    public abstract Task WriteAsync(Transaction transaction, IEnumerable<(long Place, IReadOnlyList<string> Words)> texts);

    /// <summary>All of these must be there; of each, one of its runs of words, the last word only begun where it is open.</summary>
    protected abstract string Question(IReadOnlyCollection<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought);
}
