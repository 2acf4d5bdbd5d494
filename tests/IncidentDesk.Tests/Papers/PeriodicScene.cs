using IncidentDesk.Harness;
using IncidentDesk.Periodic;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IncidentDesk.Tests.Papers;

/// <summary>A desk whose calendar moves when a test says so, with one agency that runs a system and two people who work on its papers.</summary>
internal sealed class PeriodicScene : IAsyncDisposable
{
    private PeriodicScene(Desk desk, ManualClock clock) => (Desk, Clock) = (desk, clock);

    public Desk Desk { get; }

    public ManualClock Clock { get; }

    public Guid Health { get; private set; }

    public Guid Province { get; private set; }

    public HttpClient Writer { get; private set; } = null!;

    public HttpClient Second { get; private set; } = null!;

    public static async Task<PeriodicScene> StartAsync(string instant, params (string Name, string? Value)[] settings)
    {
        var clock = new ManualClock(Rules.Given.At(instant).ToUniversalTime());
        var scene = new PeriodicScene(await Desk.StartAsync(clock, [("Papers:Place", "Hòa Giang"), .. settings]), clock);
        scene.Province = await scene.Desk.AgencyAsync("UBND", kind: "province");
        scene.Health = await scene.Desk.AgencyAsync("SO-YTE", "UBND");
        await scene.Desk.SystemAsync(scene.Health, "SO-YTE-CTTDT", 3);
        scene.Writer = scene.Desk.Client(await scene.Desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(scene.Desk, "soan", "lead")));
        scene.Second = scene.Desk.Client(await scene.Desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(scene.Desk, "duyet", "lead")));
        await scene.TurnAsync();
        return scene;
    }

    public async Task AtAsync(string instant)
    {
        Clock.Advance(Rules.Given.At(instant) - Clock.GetUtcNow());
        await TurnAsync();
    }

    public Task<Answer> DraftAsync(string form, string agency = "SO-YTE") => Writer.PostAsync("/api/v1/papers", $$"""{"form":"{{form}}","agency":"{{agency}}"}""");

    public Task WriteAsync(string sql, object? parameters = null) =>
        Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql, parameters), CancellationToken.None);

    /// <summary>What the agency's yearly duty has become, with its proof.</summary>
    public Task<string?> YearlyAsync() => Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
        "SELECT state || ' ' || coalesce(proof, '') FROM periodic_duties WHERE code = 'nd331-unit-annual' AND agency_id = @agency", new { agency = Health }), CancellationToken.None);

    /// <summary>What a duty of the province as an agency has become, with its proof.</summary>
    public Task<string?> ProvincesAsync(string code) => Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
        "SELECT state || ' ' || coalesce(proof, '') FROM periodic_duties WHERE code = @code AND agency_id = @agency", new { code, agency = Province }), CancellationToken.None);

    /// <summary>What a duty of the desk itself has become, with its proof.</summary>
    public Task<string?> DesksAsync(string code) => Desk.Database.ReadAsync(reading => reading.SingleAsync<string>(
        "SELECT state || ' ' || coalesce(proof, '') FROM periodic_duties WHERE code = @code AND agency_id IS NULL", new { code }), CancellationToken.None);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private Task TurnAsync() => Desk.Services.GetServices<IHostedService>().OfType<PeriodicClock>().Single().TurnAsync(CancellationToken.None);
}
