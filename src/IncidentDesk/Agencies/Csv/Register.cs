using System.Globalization;
using System.Text.Json;
using FluentValidation.Results;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies.Csv;

/// <summary>A register as a table: its columns, what stands in it, and how a line of a file is judged and written.</summary>
public abstract class Register
{
    public static readonly IReadOnlyList<string> Words = ["agencies", "systems", "products"];

    public abstract string Word { get; }

    /// <summary>As the audit names one of them.</summary>
    public abstract string Noun { get; }

    /// <summary>The fields of the body by their names.</summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The columns whose cells together name a line; they must be in every file.</summary>
    protected abstract IReadOnlyList<string> Key { get; }

    protected abstract IReadOnlyList<string> Numbers { get; }

    /// <summary>The columns that hold a day or an instant.</summary>
    protected virtual IReadOnlyList<string> Days => [];

    public static Register Of(string word) => word switch
    {
        "agencies" => new AgencyTable(),
        "systems" => new SystemTable(),
        "products" => new ProductTable(),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No such register."),
    };

    /// <summary>What of it the caller may see, as a condition.</summary>
    public abstract string WallOf(Caller caller);

    /// <param name="wall">Of <see cref="WallOf"/>; at the machine itself there is none.</param>
    public abstract Task<IReadOnlyList<Standing>> StandingAsync(Reading reading, string wall = "1 = 1");

    /// <summary>Judges every line against what stands now; writes nothing.</summary>
    /// <param name="reading">Where to read.</param>
    /// <param name="table">The file.</param>
    /// <param name="zone">In which its days begin.</param>
    /// <exception cref="RefusedException">400: columns are unknown, twice, or missing.</exception>
    public async Task<IReadOnlyList<PlannedLine>> PlanAsync(Reading reading, CsvTable table, TimeZoneInfo zone)
    {
        var places = Places(table.Columns);
        var standing = (await StandingAsync(reading)).ToDictionary(one => KeyOf(one.Cells));
        var (lines, seen) = (new List<PlannedLine>(), new Dictionary<string, long>());
        foreach (var line in table.Lines)
        {
            var planned = line.Cells?.Count == table.Columns.Count ? Judge(line.Number, line.Cells, places, standing, zone) : NotALine(line.Number, table.Columns.Count);
            if (planned.Key.Length > 0 && !seen.TryAdd(planned.Key, line.Number))
                planned.Faults.Add(Faults.Saying(
                    "/" + Key[^1], "duplicate-field", $"The same stands on line {seen[planned.Key]}: keep one.", $"Trùng với dòng {seen[planned.Key]}: chỉ giữ lại một."));
            lines.Add(planned);
        }
        await RefuseReferencesAsync(reading, lines, standing);
        return lines;
    }

    /// <summary>Writes what is added and changed, each with its row in the audit.</summary>
    public abstract Task WriteAsync(Transaction transaction, IReadOnlyList<PlannedLine> lines, string actor, DateTimeOffset now);

    /// <summary>Binds a line and asks the rules of the door; sets its body and its cells as they would stand.</summary>
    protected abstract void Bind(PlannedLine line, JsonElement fields);

    /// <summary>What a line points to, and whether it may.</summary>
    protected abstract Task RefuseReferencesAsync(Reading reading, IReadOnlyList<PlannedLine> lines, IReadOnlyDictionary<string, Standing> standing);

    /// <summary>By what two lines are the same, as the table itself sees it; empty where nothing names a line.</summary>
    protected virtual string KeyOf(IReadOnlyList<string> cells) => NameOf(cells);

    private string NameOf(IReadOnlyList<string> cells) =>
        string.Join('/', Key.Select(column => cells[Columns.TakeWhile(one => one != column).Count()])) is var key && key.Trim('/').Length > 0 ? key : "";

    protected static TBody? Accept<TBody>(PlannedLine line, JsonElement fields, Func<TBody, ValidationResult> rules) where TBody : class
    {
        var check = Body.Check<TBody>(fields, "");
        line.Faults.AddRange(check.IsGood ? rules(check.Value!).Errors.Select(FieldFault.Of) : check.Faults);
        return check.Value;
    }

    private static PlannedLine NotALine(long number, int cells) => new(number, "", "", null)
    {
        Faults = [Faults.Saying("", "malformed", $"The line is not well-formed or has not {cells} cells.", $"Dòng sai quy cách hoặc không có đủ {cells} ô.")],
    };

    private PlannedLine Judge(long number, IReadOnlyList<string> cells, int[] places, Dictionary<string, Standing> standing, TimeZoneInfo zone)
    {
        IReadOnlyList<string> said = [.. places.Select(place => place < 0 ? "" : cells[place])];
        var key = KeyOf(said);
        var line = new PlannedLine(number, NameOf(said), key, standing.GetValueOrDefault(key));
        var fields = new Dictionary<string, object>();
        for (var n = 0; n < Columns.Count; n++)
        {
            // A column that the file does not have leaves what stands; an empty cell empties it, as a field left out of a change does.
            var cell = places[n] >= 0 ? cells[places[n]] : line.Before?.Cells[n] ?? "";
            if (cell.Length > 0)
                fields[Columns[n]] = ValueOf(Columns[n], cell, zone);
        }
        Bind(line, JsonSerializer.SerializeToElement(fields));
        for (var n = 0; n < line.Faults.Count; n++)
            if (line.Faults[n] is { Code: "bad-format" } fault && Days.Contains(fault.Path[1..]))
                line.Faults[n] = RegisterDay.FaultAt(fault.Path, (string)fields[fault.Path[1..]]);
        return line;
    }

    private object ValueOf(string column, string cell, TimeZoneInfo zone) =>
        Numbers.Contains(column) && long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var figure) ? figure
        : Days.Contains(column) && RegisterDay.TryRead(cell.Trim(), zone, out var instant) ? Instants.Write(instant)
        : cell;

    /// <returns>For each column of the register its place in the file; -1 where the file has none.</returns>
    private int[] Places(IReadOnlyList<string> columns)
    {
        var known = columns.Select(column => Columns.FirstOrDefault(one => one.Equals(column, StringComparison.OrdinalIgnoreCase))).ToList();
        var faults = columns.Where((_, n) => known[n] is null).Take(50).Select(column => Faults.At("/columns/" + WireText.Shown(column), "unknown-field"))
            .Concat(known.OfType<string>().GroupBy(one => one).Where(one => one.Count() > 1).Select(one => Faults.At("/columns/" + one.Key, "duplicate-field")))
            .Concat(Key.Where(column => !known.Contains(column)).Select(column => Faults.At("/columns/" + column, "required"))).ToList();
        return faults.Count == 0 ? [.. Columns.Select(column => known.IndexOf(column))] : throw new RefusedException(Problems.Validation(faults));
    }
}

/// <summary>A row of the register as cells, in the order of its columns.</summary>
public sealed record Standing(Guid Id, IReadOnlyList<string> Cells);

/// <summary>A line of a file and what it comes to.</summary>
/// <param name="Name">What it is called, as it was written; empty where nothing names it.</param>
/// <param name="Key">By what it is the same as another.</param>
/// <param name="Before">What stands under that key; null where nothing does.</param>
public sealed record PlannedLine(long Number, string Name, string Key, Standing? Before)
{
    public List<Fault> Faults { get; init; } = [];

    public object? Body { get; set; }

    /// <summary>Its cells as they would stand, in the order of the columns.</summary>
    public IReadOnlyList<string> After { get; set; } = [];

    public string Outcome => Faults.Count > 0 ? "refused" : Before is null ? "added" : Before.Cells.SequenceEqual(After) ? "unchanged" : "changed";
}
