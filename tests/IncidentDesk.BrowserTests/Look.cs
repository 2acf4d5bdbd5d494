namespace IncidentDesk.BrowserTests;

/// <summary>In which language, light and width somebody looks at a page.</summary>
public sealed record Look(string Language, string Theme, int Width)
{
    public static readonly IReadOnlyList<Look> All =
    [
        .. from language in (string[])["vi", "en"]
           from theme in (string[])["light", "dark"]
           from width in (int[])[1280, 360]
           select new Look(language, theme, width),
    ];

    /// <summary>Two that have nothing in common: what is wrong in one language, light or width is wrong in one of them.</summary>
    public static readonly IReadOnlyList<Look> Opposite = [new("vi", "light", 1280), new("en", "dark", 360)];

    /// <summary>The others, for the long run.</summary>
    public static readonly IReadOnlyList<Look> Others = [.. All.Except(Opposite)];

    public int Height => Width < 768 ? 740 : 800;

    /// <summary>Half of the looks get their darkness from the machine, half from the person's own choice: both ways are style sheets of their own.</summary>
    public bool ThemeIsChosen => Width == 1280;

    public override string ToString() => $"{Language} {Theme} {Width}";
}
