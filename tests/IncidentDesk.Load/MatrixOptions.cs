using System.Globalization;

namespace IncidentDesk.Load;

/// <summary>How many agencies and letters the matrix has, and how often each page is asked for.</summary>
public sealed record MatrixOptions(int Agencies, int Letters, int Turns)
{
    public static MatrixOptions Read(string[] arguments)
    {
        var options = new MatrixOptions(300, 40, 40);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = int.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
            options = arguments[index] switch
            {
                "--agencies" => options with { Agencies = Math.Clamp(value, 1, 600) },
                "--letters" => options with { Letters = Math.Clamp(value, 1, 40) },
                "--turns" => options with { Turns = Math.Clamp(value, 10, 1000) },
                var unknown => throw new ArgumentException($"{unknown}? Known: --agencies --letters --turns"),
            };
        }
        return options;
    }
}
