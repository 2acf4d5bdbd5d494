using IncidentDesk.Storage.Postgres;
using IncidentDesk.Storage.Sqlite;

namespace IncidentDesk.Storage;

/// <summary>
/// The table search_texts, which each engine keeps in its own way. Words come folded and split, nothing but letters and digits; the place of a text is
/// the incident's number_order.
/// </summary>
public abstract class TextSearch
{
    /// <summary>A WHERE clause over the table incidents; its parameter <c>@words</c> is a <see cref="Question"/>.</summary>
    public abstract string Matches { get; }

    /// <summary>The same for lists of the newest: a FROM clause whose rows come in the order of <see cref="Place"/> without sorting.</summary>
    public abstract string From { get; }

    /// <summary>Belongs to <see cref="From"/>: what of it <c>@words</c> find.</summary>
    public abstract string Found { get; }

    public abstract string Place { get; }

    public static TextSearch Of(string engine) => engine == "postgres" ? new PostgresSearch() : new SqliteSearch();

    /// <summary>All of these must be there; of each, one of its runs of words, the last word only begun where it is open.</summary>
    public abstract string Question(IEnumerable<(IReadOnlyList<IReadOnlyList<string>> Runs, bool IsOpen)> sought);

    /// <summary>Writes texts, each in the place of the one before.</summary>
    public abstract Task WriteAsync(Transaction transaction, IEnumerable<(long Place, IReadOnlyList<string> Words)> texts);
}
