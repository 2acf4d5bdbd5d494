using System.Globalization;

namespace IncidentDesk.Shell;

/// <summary>One whole sentence or word in both languages, side by side so that neither is forgotten.</summary>
public sealed record Text(string Vi, string En)
{
    public string In(Language language) => language == Language.English ? En : Vi;

    /// <summary>Fills the numbered holes. Times, spans and numbers come in already spoken by <see cref="Times"/> and <see cref="Spans"/>.</summary>
    public string In(Language language, params object[] arguments) =>
        string.Format(CultureInfo.InvariantCulture, In(language), arguments);
}
