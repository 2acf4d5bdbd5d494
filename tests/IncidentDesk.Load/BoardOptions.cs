using System.Globalization;

namespace IncidentDesk.Load;

/// <summary>How many incidents lie on the board, how many boards are open, how many changes are watched, how many first pages are asked for.</summary>
public sealed record BoardOptions(int Incidents, int Boards, int Changes, int Pages)
{
    public static BoardOptions Read(string[] arguments)
    {
        var options = new BoardOptions(2000, 200, 10, 45);
        for (var index = 0; index + 1 < arguments.Length; index += 2)
        {
            var value = int.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
            options = arguments[index] switch
            {
                "--incidents" => options with { Incidents = Math.Clamp(value, 1, 1_000_000) },
                "--boards" => options with { Boards = Math.Clamp(value, 1, 1000) },
                "--changes" => options with { Changes = Math.Clamp(value, 1, 1000) },
                "--pages" => options with { Pages = Math.Clamp(value, 10, 60) },
                var unknown => throw new ArgumentException($"{unknown}? Known: --incidents --boards --changes --pages"),
            };
        }
        return options;
    }
}
