namespace IncidentDesk.Reports.Facts;

/// <summary>A report as an agency sends it: the body of POST /reports. Absent and null mean the same.</summary>
public sealed record ReportBody
{
    /// <summary>Code of the reporting agency; a key of an agency may leave it out.</summary>
    public string? Agency { get; init; }
    public required string Title { get; init; }
    public string? Description { get; init; }

    /// <summary>RSIT: class/value, or a class alone.</summary>
    public required string Category { get; init; }
    public required DateTimeOffset DetectedAt { get; init; }
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Code of one of the agency's information systems.</summary>
    public string? System { get; init; }

    /// <summary>response, monitoring, advice or none; response when serious, else none, where absent.</summary>
    public string? Need { get; init; }
    public ImpactBody? Impact { get; init; }
    public FlagsBody? Flags { get; init; }
    public PersonalDataBody? PersonalData { get; init; }

    /// <summary>TLP 2.0, default amber.</summary>
    public string? Tlp { get; init; }
    public IReadOnlyList<string>? Cves { get; init; }
    public IReadOnlyList<ObservableBody>? Observables { get; init; }
    public ContactBody? Contact { get; init; }

    /// <summary>With <see cref="SourceRef"/> the natural key: the same pair from an agency is the same report, for ever.</summary>
    public string? Source { get; init; }
    public string? SourceRef { get; init; }
    public string? ReportedVia { get; init; }
    public bool? Drill { get; init; }

    /// <summary>initial (default), progress, final, correction or withdrawal.</summary>
    public string? Kind { get; init; }

    /// <summary>Number or id of the incident that a report of another kind than initial belongs to.</summary>
    public string? Incident { get; init; }
}

/// <summary>The NCISS facts (field of the same name on CISA's form), each optional.</summary>
public sealed record ImpactBody(
    string? Functional, string? Activity, string? Location, string? Actor,
    string? Information, string? Recoverability, string? Potential, string? Sector);

public sealed record FlagsBody(bool? SeriousDisruption, bool? NationalSecurity, bool? BeyondCapacity);

/// <param name="Subjects">How many people the data is about.</param>
/// <param name="EstablishedAt">When it was found that personal data is concerned: its own clock starts there.</param>
public sealed record PersonalDataBody(
    bool Involved, long? Subjects, bool? Sensitive, bool? LocationOrBiometric, DateTimeOffset? EstablishedAt);

public sealed record ObservableBody(string Type, string Value, string? Note);

/// <param name="SafeEmail">Where given, nothing is ever mailed to <paramref name="Email"/>.</param>
public sealed record ContactBody(string Name, string? Phone, string? Email, string? SafeEmail);

/// <summary>Up to 100 reports; each has a natural key and commits or fails alone.</summary>
public sealed record BatchBody
{
    public required IReadOnlyList<ReportBody> Reports { get; init; }
}
