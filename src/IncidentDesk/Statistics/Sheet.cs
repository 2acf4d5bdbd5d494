namespace IncidentDesk.Statistics;

/// <summary>A table as a spreadsheet holds it: a cell is a text, a whole number, a decimal number, or empty.</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Columns">Their codes, for machines.</param>
/// <param name="Headings">The same for people, in their language.</param>
public sealed record Sheet(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<Cell>> Rows);

/// <summary>What stands in a cell. A text is never a formula, whatever it begins with.</summary>
public readonly record struct Cell(string? Text, decimal? Number)
{
    public static implicit operator Cell(string? text) => new(text, null);

    public static implicit operator Cell(long number) => new(null, number);

    public static implicit operator Cell(long? number) => new(null, number);

    public static implicit operator Cell(decimal? number) => new(null, number);
}
