namespace IncidentDesk.Incidents;

/// <summary>Severity as people read it.</summary>
public static class SeverityNames
{
    public static string InVietnamese(string severity) => severity switch
    {
        "critical" => "Nghiêm trọng",
        "high" => "Cao",
        "medium" => "Trung bình",
        _ => "Thấp",
    };
}
