namespace IncidentDesk.Reports;

/// <summary>How large a body may be, in bytes.</summary>
public static class Limits
{
    public const int ReportBytes = 1 << 20;
    public const int BatchBytes = 4 << 20;
    public const int BatchReports = 100;
}
