using IncidentDesk.Operations.Web;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>The desk's settings, read once at start. <see cref="SettingsCheck"/> has looked at every one of them.</summary>
public sealed record DeskSettings
{
    public required string DataDirectory { get; init; }
    public required StorageOptions Storage { get; init; }
    public required string Name { get; init; }
    public required DeskZone Zone { get; init; }

    /// <summary>vi or en: what people see who have not chosen.</summary>
    public required string Language { get; init; }
    public required MailSettings Mail { get; init; }

    /// <summary>Every other way out.</summary>
    public required ChannelSettings Channels { get; init; }

    public required NextChannelSettings NextChannel { get; init; }

    /// <summary>The duty phone that stands at the same place on every page; null until somebody entered it.</summary>
    public required string? Phone { get; init; }

    /// <summary>Below this much free room under the data directory the desk is not ready.</summary>
    public required long LeastFreeDiskBytes { get; init; }
    public required string Urls { get; init; }
    public required WebSettings Web { get; init; }
    public required SessionRules People { get; init; }

    /// <summary>Null where nobody but the desk itself lets people in.</summary>
    public OpenIdSettings? OpenId { get; init; }

    /// <summary>Where somebody who found a weakness writes to; what <c>/.well-known/security.txt</c> says.</summary>
    public required string SecurityContact { get; init; }

    /// <summary>How many mails of one agency may leave by themselves to the centres on a day of the desk's zone; 0 is no limit.</summary>
    public int AutomaticPerAgencyPerDay { get; init; } = 20;

    /// <summary>How soon a call that came before any writing must be followed by one. No law gives the figure; it is the desk's own target.</summary>
    public TimeSpan WrittenFollowUpWithin { get; init; } = TimeSpan.FromHours(24);

    /// <summary>When the morning digest goes to whoever leads, in the desk's zone; null sends none.</summary>
    public TimeSpan? DigestAt { get; init; }

    /// <summary>Whether the duties that come with the calendar are opened here; a desk that only tries things out leaves it.</summary>
    public bool OpensPeriodicDuties { get; init; } = true;

    /// <summary>What the watchdog asks each minute as long as all is well; null asks nobody.</summary>
    public Uri? HeartbeatUrl { get; init; }

    /// <summary>What people type to reach the desk, without a slash at its end: the links in mails begin with it.</summary>
    public required string Address { get; init; }

    /// <summary>The file of the audit's key; null: in the data directory. Nodes of one database share it.</summary>
    public string? AuditKey { get; init; }

    /// <summary>A second directory for the audit's anchors, best on another machine; null: none.</summary>
    public string? SecondAnchors { get; init; }

    /// <summary>Per key or person; 0 is no limit.</summary>
    public required int RequestsPerSecond { get; init; }

    /// <summary>The operator's own rule packs: one whose code is known takes that one's place, another is added; null: only those of the program.</summary>
    public string? RulesDirectory { get; init; }

    /// <summary>The operator's own forms of papers: one whose code is known counts from its first day on, another is added; null: only those of the program.</summary>
    public string? FormsDirectory { get; init; }

    public required EvidenceSettings Evidence { get; init; }

    public PaperSettings Papers { get; init; } = new(null, null);
}

/// <summary>Section <c>Escalation</c>: how long a centre's first channel is given before somebody is asked to call.</summary>
/// <param name="After">Not taken by then, the next channel starts, and this one goes on.</param>
/// <param name="AcknowledgeWithin">Taken, but confirmed by nobody within this time, the next channel starts too; null: never for that.</param>
public sealed record NextChannelSettings(TimeSpan After, TimeSpan? AcknowledgeWithin);

/// <summary>The zone in which the desk's people live and in which its years begin.</summary>
public sealed record DeskZone(TimeZoneInfo Zone)
{
    public int LocalYear(DateTimeOffset instant) => Local(instant).Year;

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
