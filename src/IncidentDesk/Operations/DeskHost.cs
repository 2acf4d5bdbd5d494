using IncidentDesk.Advisories;
using IncidentDesk.Agencies;
using IncidentDesk.Approvals;
using IncidentDesk.Audit;
using IncidentDesk.Centres;
using IncidentDesk.Coordination;
using IncidentDesk.Deadlines;
using IncidentDesk.Delivery;
using IncidentDesk.Drills;
using IncidentDesk.Duty;
using IncidentDesk.Escalation;
using IncidentDesk.Escalation.Climbing;
using IncidentDesk.Escalation.Handovers;
using IncidentDesk.Escalation.Ladders;
using IncidentDesk.Evidence;
using IncidentDesk.Inbound;
using IncidentDesk.Hunts;
using IncidentDesk.Incidents;
using IncidentDesk.Incidents.Moves;
using IncidentDesk.Keys;
using IncidentDesk.Operations.Watch;
using IncidentDesk.Operations.Web;
using IncidentDesk.Papers;
using IncidentDesk.People;
using IncidentDesk.Periodic;
using IncidentDesk.Pipeline;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Providers;
using IncidentDesk.Reference;
using IncidentDesk.Reports;
using IncidentDesk.Reports.Form;
using IncidentDesk.Scenarios;
using IncidentDesk.Search;
using IncidentDesk.Sharing;
using IncidentDesk.Shell;
using IncidentDesk.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentDesk.Operations;

/// <summary>Puts the desk together: opens its store, brings the schema up to date, and wires the rooms.</summary>
public static class DeskHost
{
    /// <summary>A desk that is ready to run. Its store is open, migrated, bound to its data directory and seeded.</summary>
    /// <param name="adjust">For tests: a clock of their own.</param>
    public static async Task<WebApplication> BuildAsync(
        DeskSettings settings, TimeProvider clock, CancellationToken cancellation, Action<WebApplicationBuilder>? adjust = null)
    {
        DataDirectory.Make(settings.DataDirectory);
        var held = ServingLock.Take(settings.Storage, settings.DataDirectory);
        try
        {
            return await BuildAsync(settings, held, clock, adjust, cancellation);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static async Task<WebApplication> BuildAsync(
        DeskSettings settings, ServingLock held, TimeProvider clock, Action<WebApplicationBuilder>? adjust, CancellationToken cancellation)
    {
        var library = ReferenceLibrary.LoadWith(settings.RulesDirectory, settings.FormsDirectory);
        var database = await OpenStoreAsync(settings, library, clock, cancellation);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [] });
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.WebHost.ConfigureKestrel(KestrelLimits.Apply);
        builder.WebHost.UseTls(settings.Web, clock);
        builder.Services.AddSingleton(settings).AddSingleton(clock).AddSingleton(library).AddSingleton(_ => held).AddSingleton(_ => database);
        AddRooms(builder.Services, settings);
        adjust?.Invoke(builder);

        var desk = builder.Build();
        // Asked for first, it is disposed of last: nobody else may serve before this desk has closed its store.
        desk.Services.GetRequiredService<ServingLock>();
        var requests = desk.Services.GetRequiredService<IHttpContextAccessor>();
        database.OriginOfWrites = () => requests.HttpContext is { } http ? new(Network.Of(http.Connection.RemoteIpAddress), ProblemResult.TraceIdOf(http)) : null;
        desk.UseForwarding(settings.Web);
        desk.UseMiddleware<RefusalGate>();
        desk.UseShell();
        desk.UsePipeline(ErrorPages.ShowAsync);
        desk.UseEntrance(settings.Web);
        desk.UseMiddleware<AccessGate>();
        desk.UseRateGate(settings.RequestsPerSecond, http => (http.Items[typeof(Caller)] as Caller)?.Id.ToString() ?? SessionCookie.AddressOf(http));
        desk.MapDoors();
        return desk;
    }

    /// <summary>Opens, migrates, binds and seeds the store; the verbs that change it from outside a running desk use it too.</summary>
    public static async Task<Database> OpenStoreAsync(
        DeskSettings settings, ReferenceLibrary library, TimeProvider clock, CancellationToken cancellation)
    {
        var database = await Database.OpenAsync(settings.Storage, clock, cancellation);
        await Migrations.ApplyAsync(database, cancellation);
        await InstanceFile.BindAsync(database, settings.DataDirectory, cancellation);
        await CentreSeed.PlantAsync(database, library, clock, cancellation);
        await LadderSeed.PlantAsync(database, library, cancellation);
        return database;
    }

    private static void AddRooms(IServiceCollection services, DeskSettings settings)
    {
        services.AddPipeline();
        services.AddMediatR(configuration =>
        {
            // Handlers are nested in their slice. Asking what else there is, and what the compiler made, takes a tenth of starting.
            configuration.TypeEvaluator = type => type is { IsNestedPublic: true, IsSealed: true } && type.Name[0] != '<';
            configuration.RegisterServicesFromAssemblyContaining<Readiness>();
        });
        services.AddHttpContextAccessor();
        services.AddScoped(provider => Caller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext));
        services.AddSingleton<KeyRing>().AddSingleton<AgencyRegister>().AddSingleton<NumberBlocks>();
        services.AddSingleton<ReportRules>().AddSingleton<Intake>().AddSingleton<RecordRoom>();
        services.AddReportForm();
        services.AddSingleton<IApprovedAct, ContactAct>();
        services.AddSingleton<Readiness>().AddHostedService(provider => provider.GetRequiredService<Readiness>());
        services.AddDataProtection().SetApplicationName("IncidentDesk")
            .PersistKeysToFileSystem(new(Path.Combine(settings.DataDirectory, "cookie-keys")));
        services.AddApprovals().AddDelivery(settings).AddEscalation().AddForwarding().AddMoves().AddDeadlines().AddWatchedLoop<ContactWatch>()
            .AddWatchedLoop<OverdueObligations>().AddWatchedLoop<LadderClock>().AddWatchedLoop<KeyClock>()
            .AddWatchedLoop<SuccessionClock>().AddWatchedLoop<PeriodicClock>().AddWatchedLoop<SearchFollower>()
            .AddDuty().AddWatchedLoop<HandoverClimb>();
        services.AddInbound(settings);
        services.AddHunts();
        services.AddAdvisories();
        services.AddCoordination();
        services.AddDrills();
        services.AddProviders();
        services.AddScenarios();
        services.AddSharing();
        services.AddAudit(settings);
        services.AddEvidence(settings);
        services.AddPapers();
        services.AddWatchdog(settings);
        services.AddShell(settings);
        services.AddSignIn(settings);
    }
}
