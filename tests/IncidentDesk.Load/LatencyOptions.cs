using System.Globalization;

namespace IncidentDesk.Load;

/// <summary>How many critical reports are filed in peace, how often the desk is killed, and how often another node takes over.</summary>
public sealed record LatencyOptions(int Reports, int PerSecond, int Kills, int Takeovers)
{
    public static LatencyOptions Read(string[] arguments)
    {
        var options = new LatencyOptions(200, 5, 10, 3);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = int.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
            options = arguments[index] switch
            {
                "--reports" => options with { Reports = Math.Clamp(value, 1, 10_000) },
                "--per-second" => options with { PerSecond = Math.Clamp(value, 1, 100) },
                "--kills" => options with { Kills = Math.Clamp(value, 0, 1000) },
                "--takeovers" => options with { Takeovers = Math.Clamp(value, 0, 100) },
                var unknown => throw new ArgumentException($"{unknown}? Known: --reports --per-second --kills --takeovers"),
            };
        }
        return options;
    }
}
