namespace IncidentDesk.Shell;

/// <summary>The two languages that the desk speaks.</summary>
public enum Language
{
    Vietnamese,
    English,
}

public static class Languages
{
    public static string Tag(this Language language) => language == Language.English ? "en" : "vi";

    public static Language Other(this Language language) =>
        language == Language.English ? Language.Vietnamese : Language.English;

    public static Language? Parse(string? tag) => tag switch
    {
        "vi" => Language.Vietnamese,
        "en" => Language.English,
        _ => null,
    };
}
