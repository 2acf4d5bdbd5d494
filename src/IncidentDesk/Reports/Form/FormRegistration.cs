namespace IncidentDesk.Reports.Form;

/// <summary>The parts of the report form, wired.</summary>
public static class FormRegistration
{
    public static IServiceCollection AddReportForm(this IServiceCollection services) =>
        services.AddSingleton<FormPost>().AddSingleton<ReportSending>().AddSingleton<LaterDoor>().AddSingleton<CallerDoor>();
}
