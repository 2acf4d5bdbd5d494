using System.Globalization;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Papers;

/// <summary>What may stand in a field of a paper, and how it is printed. Every value is text; a table has a row for each line and a bar between cells.</summary>
public static class FieldValues
{
    public const string Yes = "yes", No = "no";
    public const int MostInLine = 500, MostInText = 20_000, MostRows = 500;

    private const string DateForm = "yyyy-MM-dd", InstantForm = "yyyy-MM-dd'T'HH:mm";

    /// <returns>The field code of what is wrong; null when it may stand there. An empty value always may: it is what is missing.</returns>
    public static string? FaultOf(PaperField field, string value) => value.Length == 0 ? null : IsStamped(value) ? "state-secret-marking" : field.Kind switch
    {
        PaperField.Line => value.Length > MostInLine ? "too-long" : OneLine.Is(value) ? null : "forbidden-character",
        PaperField.Number => value.Length <= 9 && value.All(char.IsAsciiDigit) ? null : "bad-format",
        PaperField.Lines => value.Length > MostInText ? "too-long" : null,
        PaperField.Date => DayOf(value) is null ? "bad-format" : null,
        PaperField.Instant => InstantOf(value) is null ? "bad-format" : null,
        PaperField.Flag => value is Yes or No ? null : "not-in-list",
        PaperField.Choice => field.Choices.Contains(value) ? null : "not-in-list",
        _ => value.Length > 4 * MostInText || RowsOf(value).Count > MostRows ? "too-long"
            : RowsOf(value).Any(row => row.Count > field.Columns.Count) ? "bad-format" : null,
    };

    /// <summary>As it is printed in Vietnamese.</summary>
    public static string Printed(PaperField field, string value) => field.Kind switch
    {
        PaperField.Date => DayOf(value) is { } day ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) : value,
        PaperField.Instant => InstantOf(value) is { } at ? $"{at.Hour:00} giờ {at.Minute:00} phút, {DispatchDate.Written(DateOnly.FromDateTime(at))}" : value,
        PaperField.Flag => value == Yes ? "Có" : value == No ? "Không" : "",
        _ => value,
    };

    public static DateOnly? DayOf(string value) =>
        DateOnly.TryParseExact(value, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 3000 ? day : null;

    public static string Of(DateOnly day) => day.ToString(DateForm, CultureInfo.InvariantCulture);

    /// <param name="local">In the zone of the desk.</param>
    public static string Of(DateTimeOffset local) => local.ToString(InstantForm, CultureInfo.InvariantCulture);

    public static IReadOnlyList<IReadOnlyList<string>> RowsOf(string value) =>
        [.. value.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Select(line => (IReadOnlyList<string>)[.. line.Split('|').Select(cell => cell.Trim())])];

    /// <summary>A row of a table; what would break it off is replaced.</summary>
    public static string Row(params IEnumerable<string> cells) => string.Join(" | ", cells.Select(cell => Legible.OnOneLine(cell).Replace('|', '/')));

    // In a table a cell is printed by itself, so a stamp may stand alone there.
    private static bool IsStamped(string value) => StateSecretMarking.IsIn(value) || StateSecretMarking.IsIn(value.Replace('|', '\n'));

    private static DateTime? InstantOf(string value) =>
        DateTime.TryParseExact(value, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at.Year is >= 1900 and < 3000 ? at : null;
}
