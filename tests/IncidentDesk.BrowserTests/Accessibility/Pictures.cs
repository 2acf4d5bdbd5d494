using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>
/// No rule of axe sees that a page looks wrong: with <c>DESK_PICTURES=directory</c> each page that is judged is also kept as a picture, whole, in a
/// folder for each look, numbered in the order of the visit.
/// </summary>
public static partial class Pictures
{
    private static readonly string? Directory = Environment.GetEnvironmentVariable("DESK_PICTURES");

    public static async Task KeepAsync(Look look, int number, string page, Window window)
    {
        if (string.IsNullOrEmpty(Directory))
            return;
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D3} {Unfit().Replace(page, "_")}.png");
        await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Directory, look.ToString(), name.TrimStart()), FullPage = true });
    }

    [GeneratedRegex("[^A-Za-z0-9,.-]+")]
    private static partial Regex Unfit();
}
