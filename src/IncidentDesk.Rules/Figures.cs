using System.Globalization;

namespace IncidentDesk.Rules;

/// <summary>Figures as each language writes them: 1,200.50 in English, 1.200,50 in Vietnamese.</summary>
public static class Figures
{
    private static readonly NumberFormatInfo Vietnamese =
        new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    public static string En(decimal figure) => figure.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Vi(decimal figure) => figure.ToString("#,0.##", Vietnamese);

    public static string ScoreEn(decimal score) => score.ToString("0.00", CultureInfo.InvariantCulture);

    public static string ScoreVi(decimal score) => score.ToString("0.00", Vietnamese);
}
