namespace IncidentDesk.Approvals;

/// <summary>What two people decide together, wired. Each kind of act registers itself where it lives.</summary>
public static class ApprovalRegistration
{
    public static IServiceCollection AddApprovals(this IServiceCollection services) => services
        .AddSingleton<ApprovedActs>().AddSingleton<Deciding>();
}
