using System.Globalization;
using IncidentDesk.Operations;
using IncidentDesk.Shell;

namespace IncidentDesk.Statistics;

/// <summary>The figures of a report as tables for a spreadsheet: what they are of, each number with its meaning, then the duties told apart.</summary>
public static class ReportSheets
{
    private static readonly IReadOnlyList<Text> Head = [Texts.SheetKey, Texts.FiguresNumber, Texts.SheetName, Texts.FiguresMeaning];

    private static readonly IReadOnlyList<string> Columns =
    [
        "key", "total", "due", "metInTime", "late", "overdue", "notYetDue", "waived", "void", "closedUnproven", "internal", "inTimePercent", "meanLateSeconds",
        "longestLateSeconds",
    ];

    public static IReadOnlyList<Sheet> Of(ShowReportFigures.Answer answer, Language language, DeskZone zone) =>
    [
        new("figures", ["figure", "value", "name", "meaning"], [.. Head.Select(text => text.In(language))], [.. Facts(answer, language, zone), .. answer.Figures.Select(one => Row(one.Code, one.Value, language)), .. Duties(answer.Duties, language)]),
        Apart("by-kind", answer.ByKind, language), Apart("by-agency", answer.ByAgency, language), Apart("by-month", answer.ByMonth, language),
        Apart("by-rule", answer.ByRule, language), Apart("drills-and-tests", [new("drill", answer.Drills), new("test", answer.Tests)], language),
    ];

    /// <summary>The same in one table of four columns, for what knows no sheets.</summary>
    public static (IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<string>> Rows) Long(IReadOnlyList<Sheet> sheets) => (
        ["sheet", "row", "column", "value"],
        sheets.SelectMany(sheet => sheet.Rows.SelectMany(row => row.Skip(1).Select((cell, n) => (IReadOnlyList<string>)
            [sheet.Name, row[0].Text ?? "", sheet.Columns[n + 1], Plain(cell)]))));

    // People read the first and the last day; whoever computes reads the instants, of which the second is not in the period any more.
    private static IEnumerable<IReadOnlyList<Cell>> Facts(ShowReportFigures.Answer answer, Language language, DeskZone zone)
    {
        var (first, last) = (Day(answer.From, zone), Day(answer.To.AddMilliseconds(-1), zone));
        yield return ["report", answer.Report, Texts.SheetReport.In(language), Texts.Say(Texts.FigureReports, answer.Report, language)];
        yield return ["year", (long)answer.Year, Texts.FiguresYear.In(language)];
        yield return ["period", Texts.SheetDays.In(language, first, last), Texts.SheetPeriod.In(language)];
        yield return ["from", Local(answer.From, zone), Texts.SheetFrom.In(language)];
        yield return ["to", Local(answer.To, zone), Texts.SheetTo.In(language), Texts.SheetToMeans.In(language, last)];
        yield return ["asOf", Local(answer.AsOf, zone), Texts.SheetAsOf.In(language)];
        yield return ["article", answer.Article, Texts.SheetArticle.In(language)];
        yield return ["sureness", answer.Sureness, Texts.ColumnSureness.In(language), Texts.Say(Texts.Sureness, answer.Sureness, language)];
    }

    private static IEnumerable<IReadOnlyList<Cell>> Duties(FiledView view, Language language) =>
        Values(view).Zip(Columns.Skip(1)).Select(pair => Row("duties-" + pair.Second, pair.First.Number, language));

    private static IReadOnlyList<Cell> Row(string code, decimal? value, Language language) =>
        [code, value, Texts.Say(Texts.FigureNames, code, language), Texts.Say(Texts.FigureMeanings, code, language)];

    // With its offset: a file is read far from the desk's clock.
    private static string Local(DateTimeOffset at, DeskZone zone) => zone.Local(at).ToString("dd/MM/yyyy HH:mm zzz", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at, DeskZone zone) => zone.Local(at).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static Sheet Apart(string name, IReadOnlyList<FiledGroup> groups, Language language) => new(
        name, Columns, [Head[0].In(language), .. Columns.Skip(1).Select(column => Texts.Say(Texts.FigureNames, "duties-" + column, language))],
        [.. groups.Select(group => (IReadOnlyList<Cell>)[group.Key, .. Values(group.Figures)])]);

    private static IEnumerable<Cell> Values(FiledView view) =>
    [
        view.Total, view.Due, view.MetInTime, view.Late, view.Overdue, view.NotYetDue, view.Waived, view.Void, view.ClosedUnproven, view.Internal, view.InTimePercent,
        view.MeanLateSeconds, view.LongestLateSeconds,
    ];

    private static string Plain(Cell cell) => cell.Text ?? cell.Number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
