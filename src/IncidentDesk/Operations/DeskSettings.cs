using IncidentDesk.Delivery;

namespace IncidentDesk.Operations;

/// <summary>The desk's settings, read once at start. <see cref="SettingsCheck"/> has looked at every one of them.</summary>
public sealed record DeskSettings
{
    public required string DataDirectory { get; init; }

    /// <summary>sqlite or postgres.</summary>
    public required string StorageEngine { get; init; }

    /// <summary>PostgreSQL: the connection string. SQLite: a path, default desk.db in the data directory.</summary>
    public required string StorageConnection { get; init; }
    public required string Name { get; init; }
    public required DeskZone Zone { get; init; }

    /// <summary>vi or en: what people see who have not chosen.</summary>
    public required string Language { get; init; }
    public required MailSettings Mail { get; init; }

    /// <summary>How many forwards a day leave by themselves for one agency; 0 is no cap.</summary>
    public required int AutomaticPerAgencyPerDay { get; init; }
    public required long LeastFreeDiskBytes { get; init; }
}

/// <summary>The zone in which the desk's people live and in which its years begin.</summary>
public sealed record DeskZone(TimeZoneInfo Zone)
{
    public int LocalYear(DateTimeOffset instant) => Local(instant).Year;

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
