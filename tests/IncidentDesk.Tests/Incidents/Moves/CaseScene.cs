using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;

namespace IncidentDesk.Tests.Incidents.Moves;

/// <summary>A desk with somebody on duty, an agency that reports, and two people who work.</summary>
internal sealed class CaseScene : IAsyncDisposable
{
    private CaseScene(Desk desk) => Desk = desk;

    public Desk Desk { get; }
    public HttpClient Agency { get; private set; } = null!;
    public HttpClient One { get; private set; } = null!;
    public HttpClient Other { get; private set; } = null!;
    public HttpClient Machine { get; private set; } = null!;
    public Guid OnePerson { get; private set; }
    public Guid OtherPerson { get; private set; }

    public static async Task<CaseScene> StartAsync(params (string Name, string? Value)[] settings)
    {
        var scene = new CaseScene(await Desk.StartAsync(TimeProvider.System, settings));
        scene.OnePerson = await DeskPeople.AddAsync(scene.Desk, "mot", "admin");
        scene.OtherPerson = await DeskPeople.AddAsync(scene.Desk, "hai", "lead", "unit-head");
        scene.Agency = scene.Desk.Client(await scene.Desk.KeyAsync(await scene.Desk.AgencyAsync("SO-YTE")));
        scene.One = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read work approve", scene.OnePerson));
        scene.Other = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read work approve", scene.OtherPerson));
        scene.Machine = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read work"));
        await scene.One.PostAsync("/api/v1/duty", $$"""{"person":"{{scene.OnePerson}}","post":"on-duty","from":"{{Now(-1)}}","to":"{{Now(1)}}"}""");
        return scene;
    }

    /// <summary>An incident of which nothing is owed, or the example with all its duties; answers its number.</summary>
    public async Task<string> FileAsync(bool isSerious = false, bool isDrill = false)
    {
        var body = isSerious ? ExampleReport.Body() : ExampleReport.Ordinary();
        body["detectedAt"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O");
        body["drill"] = isDrill;
        return (string)(await Agency.FileAsync(body)).Json!["number"]!;
    }

    /// <summary>What is owed to the law is taken as done, so that one person may end it.</summary>
    public Task OweNothingAsync(string number) => WriteAsync(
        "UPDATE obligations SET state = 'met', met_at = due_at WHERE incident_id = (SELECT id FROM incidents WHERE number = @number)", new { number });

    public async Task<Answer> PutAsync(HttpClient caller, string number, string door, string body, string? version = "*")
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/incidents/{number}/{door}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (version is not null)
            request.Headers.TryAddWithoutValidation("If-Match", version);
        return await Wire.SendAsync(caller, request);
    }

    public async Task<JsonNode> ShowAsync(string number) => (await One.ReadAsync($"/api/v1/incidents/{number}")).Json!;

    public async Task<string> StatusAsync(string number) => (string)(await ShowAsync(number))["status"]!;

    /// <summary>Waits until the first rung has been called.</summary>
    public Task CalledAsync(string number) => Waiting.ForAsync(async () => (await ShowAsync(number))["ladder"]!["step"]!.GetValue<long>() > 0);

    public Task WriteAsync(string sql, object? parameters = null) =>
        Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(sql, parameters), CancellationToken.None);

    public Task<T?> ReadAsync<T>(string sql, object? parameters = null) =>
        Desk.Database.ReadAsync(reading => reading.SingleAsync<T>(sql, parameters), CancellationToken.None);

    private static string Now(int days) => DateTimeOffset.UtcNow.AddDays(days).ToString("O");

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
