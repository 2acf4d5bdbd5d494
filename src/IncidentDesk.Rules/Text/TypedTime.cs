using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentDesk.Rules.Text;

/// <summary>Days and times as hurried people type them: 16:45, 16h45, 16h, 20/11, 20.11.2026, 2026-11-20. The day always stands before the month.</summary>
public static partial class TypedTime
{
    /// <param name="typed">What was typed.</param>
    /// <param name="today">Gives the year where none was typed: the latest one in which that day is not after today.</param>
    public static DateOnly? Day(string typed, DateOnly today)
    {
        if (Written().Match(typed.Trim()) is { Success: true } written)
            return Of(Number(written, 1), Number(written, 2), Number(written, 3));
        if (Spoken().Match(typed.Trim()) is not { Success: true } spoken)
            return null;
        var (day, month) = (Number(spoken, 1), Number(spoken, 2));
        if (!spoken.Groups[3].Success)
            return Of(today.Year, month, day) is { } here && here <= today ? here : Of(today.Year - 1, month, day) ?? Of(today.Year, month, day);
        var year = Number(spoken, 3);
        return Of(year < 100 ? 2000 + year : year, month, day);
    }

    public static TimeOnly? Hour(string typed)
    {
        if (Clock().Match(typed.Trim()) is not { Success: true } clock)
            return null;
        var (hour, minute) = (Number(clock, 1), clock.Groups[2].Success ? Number(clock, 2) : 0);
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    private static DateOnly? Of(int year, int month, int day) =>
        year is >= 1900 and < 3000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"^([0-9]{1,2})\s?[/.\-]\s?([0-9]{1,2})(?:\s?[/.\-]\s?([0-9]{4}|[0-9]{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Spoken();

    [GeneratedRegex(@"^([0-9]{1,2})(?:\s?[:hHgG.]\s?([0-9]{2})?)?(?:\s?(?:phút|p|'))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
