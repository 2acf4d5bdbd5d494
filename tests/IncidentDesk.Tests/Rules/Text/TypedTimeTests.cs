using System.Globalization;
using IncidentDesk.Rules.Text;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Text;

[Category("once")]
public sealed class TypedTimeTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [TestCase("20/11/2026", "2026-11-20")]
    [TestCase(" 20.11.2026 ", "2026-11-20")]
    [TestCase("2026-11-20", "2026-11-20")]
    [TestCase("20-11-26", "2026-11-20")]
    [TestCase("1/2", "2026-02-01")]
    [TestCase("25/12", "2025-12-25")]
    [TestCase("29/2/2024", "2024-02-29")]
    [TestCase("29/2/2026", null)]
    [TestCase("11/20/2026", null)]
    [TestCase("hôm qua", null)]
    [TestCase("٢٠/١١", null)]
    [TestCase("", null)]
    public void A_day_is_read_as_it_is_typed_and_never_month_first(string typed, string? day) =>
        Assert.That(TypedTime.Day(typed, Today)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Is.EqualTo(day));

    [TestCase("16:45", "16:45")]
    [TestCase("16h45", "16:45")]
    [TestCase("16 h 45", "16:45")]
    [TestCase("16h", "16:00")]
    [TestCase("7g05", "07:05")]
    [TestCase("8", "08:00")]
    [TestCase("24:00", null)]
    [TestCase("16:60", null)]
    [TestCase("16:4", null)]
    [TestCase("chiều", null)]
    public void A_time_is_read_as_it_is_typed(string typed, string? time) => Assert.That(TypedTime.Hour(typed)?.ToString("HH:mm", CultureInfo.InvariantCulture), Is.EqualTo(time));
}
