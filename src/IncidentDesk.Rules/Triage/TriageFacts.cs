namespace IncidentDesk.Rules.Triage;

/// <summary>All that triage looks at. Words are those of the wire contract; absent is null. Instants carry any offset.</summary>
public sealed record TriageFacts
{
    public required string Category { get; init; }
    public required DateTimeOffset DetectedAt { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it happened, where somebody knows; the clock of VN-PD-ND13 runs from here.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>What the reporter asked for: response, monitoring, advice, none; null takes the default.</summary>
    public string? Need { get; init; }
    public Impact Impact { get; init; } = Impact.Unknown;
    public Flags Flags { get; init; } = new(false, false, false);
    public PersonalDataFacts PersonalData { get; init; } = PersonalDataFacts.None;

    /// <summary>Protection level 1-5 of the system concerned; null when no system was named.</summary>
    public int? SystemLevel { get; init; }

    /// <summary>civil, defence or public-security: whose law applies to the agency.</summary>
    public string Jurisdiction { get; init; } = "civil";

    /// <summary>A person raised it to serious, whatever the criteria say.</summary>
    public bool RaisedSerious { get; init; }

    /// <summary>When it was first said to be beyond the agency's capacity; null takes the report's arrival.</summary>
    public DateTimeOffset? CapacityExceededAt { get; init; }

    /// <summary>When it was classified: by a person, or as serious by triage; null as long as neither was.</summary>
    public DateTimeOffset? ClassifiedAt { get; init; }

    /// <summary>When the response was over; null while it goes on.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>What was sent of what the law wants, as proven.</summary>
    public IReadOnlyList<Submission> Submissions { get; init; } = [];

    public bool Drill { get; init; }

    /// <summary>The guard in force for mail when the report came: disabled, simulate, allow-list, live.</summary>
    public string GuardMode { get; init; } = "simulate";
}

/// <summary>The eight NCISS facts, each a word of the contract or null where nobody knows.</summary>
public sealed record Impact(
    string? Functional, string? Activity, string? Location, string? Actor,
    string? Information, string? Recoverability, string? Potential, string? Sector)
{
    public static readonly Impact Unknown = new(null, null, null, null, null, null, null, null);
}

/// <summary>A sending that met an obligation. <paramref name="Preliminary"/>: marked sơ bộ, so that more must follow.</summary>
public sealed record Submission(string Kind, string Recipient, DateTimeOffset At, bool Preliminary);

public sealed record Flags(bool SeriousDisruption, bool NationalSecurity, bool BeyondCapacity);

/// <summary>Personal data touched; <paramref name="EstablishedAt"/> starts its own clock, default is the detection.</summary>
public sealed record PersonalDataFacts(
    bool Involved, long? Subjects, bool Sensitive, bool LocationOrBiometric, DateTimeOffset? EstablishedAt)
{
    public static readonly PersonalDataFacts None = new(false, null, false, false, null);
}
