using System.Globalization;

namespace IncidentDesk.Incidents;

/// <summary>INC-2026-000123: the year in the desk's zone and an ordinal of six or more digits, unique, with gaps.</summary>
public readonly record struct IncidentNumber(int Year, long Ordinal)
{
    private const long OrdinalsAYear = 1_000_000_000;

    /// <summary>One integer that sorts as numbers do; the column number_order.</summary>
    public long Order => Year * OrdinalsAYear + Ordinal;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"INC-{Year:D4}-{Ordinal:D6}");

    public static bool TryParse(string text, out IncidentNumber number)
    {
        number = default;
        if (text.Length is < 15 or > 18 || !text.StartsWith("INC-", StringComparison.OrdinalIgnoreCase) || text[8] != '-'
            || !int.TryParse(text.AsSpan(4, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !long.TryParse(text.AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
            return false;
        number = new(year, ordinal);
        return number.ToString().Length == text.Length;
    }
}
