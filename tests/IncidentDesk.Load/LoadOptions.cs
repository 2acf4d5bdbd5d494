using System.Globalization;

namespace IncidentDesk.Load;

/// <summary>What is measured: how many callers at once, for how long, how often in turn, and how many reports in a hundred are serious.</summary>
public sealed record LoadOptions(int Callers, TimeSpan Length, int Turns, int SeriousPercent)
{
    public static LoadOptions Read(string[] arguments)
    {
        var options = new LoadOptions(64, TimeSpan.FromSeconds(8), 3, 5);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = int.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
            options = arguments[index] switch
            {
                "--callers" => options with { Callers = Math.Clamp(value, 1, 256) },
                "--seconds" => options with { Length = TimeSpan.FromSeconds(Math.Clamp(value, 1, 60)) },
                "--turns" => options with { Turns = Math.Clamp(value, 1, 9) },
                "--serious" => options with { SeriousPercent = Math.Clamp(value, 0, 100) },
                var unknown => throw new ArgumentException($"{unknown}? Known: --callers --seconds --turns --serious"),
            };
        }
        return options;
    }
}
