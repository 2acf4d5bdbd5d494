using System.Globalization;
using IncidentDesk.Rules.Pictures;
using IncidentDesk.Shell;

namespace IncidentDesk.Pictures;

/// <summary>The tables under the pictures, and their files.</summary>
public static class PictureTables
{
    public static readonly IReadOnlyList<string> Names = ["weeks", "kinds", "agencies", "times", "filed"];

    public sealed record Table(IReadOnlyList<Text> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

    public static Table Of(PictureFacts facts, string name, Language language) => name switch
    {
        "weeks" => new(
            [Texts.PictureWeek, .. PictureFacts.Severities.Select(word => Texts.Severities[word]), Texts.PictureTotal],
            [.. facts.Weeks.Select(week => (IReadOnlyList<string>)[Day(week.Monday), .. week.BySeverity.Select(Whole), Whole(week.Total)])]),
        "kinds" => new([Texts.Category, Texts.PictureCount], Counted(facts.Kinds, language)),
        "agencies" => new([Texts.Agency, Texts.PictureCount], Counted(facts.Agencies, language)),
        "times" => new(
            [Texts.PictureMonth, Texts.PictureTakenN, Texts.PictureTakenHalf, Texts.PictureTakenNine, Texts.PictureContainedN, Texts.PictureContainedHalf,
                Texts.PictureContainedNine, Texts.PictureClosedN, Texts.PictureClosedHalf, Texts.PictureClosedNine],
            [.. facts.Months.Select(month => (IReadOnlyList<string>)
                [month.First.ToString("yyyy-MM", CultureInfo.InvariantCulture), .. Cells(month.Taken), .. Cells(month.Contained), .. Cells(month.Closed)])]),
        _ => new(
            [Texts.ColumnTask, Texts.PictureInTime, Texts.PictureLate, Texts.PictureOverdue, Texts.PictureOpen],
            [.. facts.Filed.Select(one => (IReadOnlyList<string>)
                [Texts.Say(Texts.Obligations, one.Kind, language), Whole(one.InTime), Whole(one.Late), Whole(one.Overdue), Whole(one.Open)])]),
    };

    private static IReadOnlyList<IReadOnlyList<string>> Counted(IReadOnlyList<PictureFacts.Counted> all, Language language) =>
        [.. all.Select(one => (IReadOnlyList<string>)[language == Language.English ? one.NameEn : one.Name, Whole(one.Count)])];

    // Minutes: one unit for all, so that a spreadsheet can go on counting. Empty where there was none, never nought.
    private static IEnumerable<string> Cells(Took took) => [Whole(took.Count), Minutes(took.Half), Minutes(took.NineInTen)];

    private static string Minutes(TimeSpan? span) => span is { } known ? Whole((int)Math.Round(known.TotalMinutes)) : "";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
