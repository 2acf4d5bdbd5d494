namespace IncidentDesk.Shell;

/// <summary>What every page says about the desk itself.</summary>
/// <param name="Phone">The duty phone at the same place on every page; null until somebody entered it.</param>
/// <param name="Guard">The mode of the mail guard: disabled, simulate, allow-list or live.</param>
public sealed record DeskNames(string Name, TimeZoneInfo Zone, Language Language, string? Phone, string Guard)
{
    public static DeskNames Of(IConfiguration settings) => new(
        settings["Desk:Name"] ?? "IncidentDesk",
        TimeZoneInfo.FindSystemTimeZoneById(settings["Desk:TimeZone"] ?? "Asia/Ho_Chi_Minh"),
        Languages.Parse(settings["Desk:Language"]) ?? Language.Vietnamese,
        settings["Desk:Phone"] is { Length: > 0 } phone ? phone : null,
        settings["Channels:Mail:Guard"] ?? "simulate");
}
