using System.Globalization;

namespace IncidentDesk.Rules.Papers;

/// <summary>Dates as Nghị định 30/2020 writes them: days below 10 and the months 1 and 2 with a zero before, so that nobody adds a digit.</summary>
public static class DispatchDate
{
    public static string Written(DateOnly day) => string.Create(
        CultureInfo.InvariantCulture, $"ngày {day.Day:00} tháng {(day.Month <= 2 ? $"0{day.Month}" : $"{day.Month}")} năm {day.Year}");

    /// <summary>Left open for whoever signs.</summary>
    public const string Open = "ngày      tháng      năm        ";
}
