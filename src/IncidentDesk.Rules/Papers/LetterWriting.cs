using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Papers;

/// <summary>Lays a filled form out as the letter that is printed.</summary>
public static partial class LetterWriting
{
    private const string Numbered = "Số: ";

    private const string Blank = "……………………";

    /// <param name="mark">The TLP mark.</param>
    public static Letter Write(PaperForm form, IReadOnlyDictionary<string, string> values, string mark, bool isDrill, string about)
    {
        var title = Filling.Value(values, PaperForm.Preliminary) == FieldValues.Yes && form.PreliminaryTitle is { } preliminary ? preliminary : form.Title;
        return new(
            Of("issuerAbove"), Of("issuer"), $"{Numbered}{Or(Of("number"), "         ")}/{Of("symbol")}", PlaceAndDate(Of("place"), Of("date")),
            title is null ? null : Filled(form, values, title), Or(Of("matter"), Filled(form, values, form.Matter)), mark, isDrill, Notice(form, about),
            LinesOf(Of("recipient")), [.. form.Blocks.Where(block => IsWanted(block, values)).Select(block => Part(form, values, block))],
            LinesOf(Of("copies")), LinesOf(Of("signerTitle")), Of("signer"));

        string Of(string code) => Legible.Of(Filling.Value(values, code)).Trim();
    }

    /// <summary>Number and symbol alone, where a label says already what they are.</summary>
    public static string NumberOf(Letter letter) =>
        (letter.Number.StartsWith(Numbered, StringComparison.Ordinal) ? letter.Number[Numbered.Length..] : letter.Number).Trim();

    /// <summary>Whose form it is and how sure, as every page says it.</summary>
    public static string Notice(PaperForm form, string about) => string.Join(" · ", new[]
    {
        about, form.Code, form.IsOfficial ? "" : "Mẫu nội bộ, chờ biểu mẫu chính thức", $"Nội dung mẫu: {Sureness.Said(form.Sureness).Vi}",
    }.Where(word => word.Length > 0));

    private static LetterPart Part(PaperForm form, IReadOnlyDictionary<string, string> values, PaperBlock block)
    {
        if (block.Field is not { } code || form.Field(code) is not { } field)
            return new(block.Kind, null, [Filled(form, values, block.Text ?? "")], [], []);
        var value = Legible.Of(Filling.Value(values, code)).Trim();
        if (block.Kind == PaperBlock.Table)
            return new(block.Kind, field.Name.Vi, [], field.Columns, [.. FieldValues.RowsOf(value).Select(row => Whole(row, field.Columns.Count))]);
        return new(block.Kind, field.Name.Vi, LinesOf(Or(Printed(field, value, values), Blank)), [], []);
    }

    private static string Printed(PaperField field, string value, IReadOnlyDictionary<string, string> values) =>
        value.Length == 0 && field.Pending is { } pending && Filling.Value(values, pending.Flag) == FieldValues.Yes ? pending.Printed : FieldValues.Printed(field, value);

    private static string Filled(PaperForm form, IReadOnlyDictionary<string, string> values, string text) => Hole().Replace(text, hole =>
        form.Field(hole.Groups[1].Value) is { } field
            ? Or(Legible.OnOneLine(Printed(field, Filling.Value(values, field.Code).Trim(), values)), Blank)
            : hole.Value);

    private static bool IsWanted(PaperBlock block, IReadOnlyDictionary<string, string> values) =>
        block.When is not { } when || Filling.Value(values, when).Trim() is { Length: > 0 } and not FieldValues.No;

    private static string PlaceAndDate(string place, string date) =>
        $"{Or(place, "……………")}, {(FieldValues.DayOf(date) is { } day ? DispatchDate.Written(day) : DispatchDate.Open)}";

    private static IReadOnlyList<string> Whole(IReadOnlyList<string> row, int columns) => [.. row.Concat(Enumerable.Repeat("", columns)).Take(columns)];

    private static IReadOnlyList<string> LinesOf(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    [GeneratedRegex(@"\{([a-zA-Z0-9]+)\}")]
    private static partial Regex Hole();
}
