using IncidentDesk.Approvals;
using IncidentDesk.Delivery;
using IncidentDesk.Escalation;

namespace IncidentDesk.Incidents.Moves;

/// <summary>The parts that moves need, wired.</summary>
public static class MovesRegistration
{
    public static IServiceCollection AddMoves(this IServiceCollection services) => services
        .AddScoped<Casework>().AddSingleton<ToldByPerson>().AddSingleton<Duties>().AddSingleton<Raising>()
        .AddSingleton<IApprovedAct, LoweringAct>().AddSingleton<IApprovedAct, Merging.Act>()
        .AddSingleton<IApprovedAct>(provider => new EndingAct("closure", provider.GetRequiredService<AllSimulated>(), provider.GetRequiredService<Retractions>()))
        .AddSingleton<IApprovedAct>(provider => new EndingAct("rejection", provider.GetRequiredService<AllSimulated>(), provider.GetRequiredService<Retractions>()));
}
