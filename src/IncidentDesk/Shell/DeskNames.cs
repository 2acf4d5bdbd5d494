using IncidentDesk.Operations;

namespace IncidentDesk.Shell;

/// <summary>What every page says about the desk itself.</summary>
/// <param name="Phone">The duty phone at the same place on every page; null until somebody entered it.</param>
/// <param name="Guard">The mode of the mail guard: disabled, simulate, allow-list or live.</param>
public sealed record DeskNames(string Name, TimeZoneInfo Zone, Language Language, string? Phone, string Guard)
{
    public static DeskNames Of(DeskSettings settings) => new(
        settings.Name, settings.Zone.Zone, Languages.Parse(settings.Language) ?? Language.Vietnamese, settings.Phone, settings.Mail.Guard);
}
