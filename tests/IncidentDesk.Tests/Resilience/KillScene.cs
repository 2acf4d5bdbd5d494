using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Storage;

namespace IncidentDesk.Tests.Resilience;

/// <summary>The real program beside a real mail server on loopback that knows each moment of a mail better than any timer.</summary>
internal sealed class KillScene : IAsyncDisposable
{
    public const string Agency = "SO-YTE";

    private KillScene(ScriptedSmtpServer mail, DeskProcess desk) => (Mail, Desk) = (mail, desk);

    public ScriptedSmtpServer Mail { get; }

    public DeskProcess Desk { get; }

    public HttpClient Caller => Desk.Client(Desk.Key(Agency));

    public static async Task<KillScene> StartAsync()
    {
        var mail = ScriptedSmtpServer.Start();
        try
        {
            return new(mail, await DeskProcess.StartAsync("demo", Settings(mail)));
        }
        catch
        {
            await mail.DisposeAsync();
            throw;
        }
    }

    public static (string, string)[] Settings(ScriptedSmtpServer mail) =>
        [("Channels__Mail__Guard", "live"), ("Channels__Mail__Port", mail.Port.ToString(CultureInfo.InvariantCulture))];

    public static bool IsToCentre(ReceivedMail mail) => mail.To.Any(address => address.Contains("vncert", StringComparison.Ordinal));

    /// <summary>Holds the mail server at a step, the first time it comes there.</summary>
    public Gate HoldAt(string step)
    {
        var gate = new Gate();
        Mail.AtStep = here => here == step && gate.Reached() ? gate.Opened : Task.CompletedTask;
        return gate;
    }

    /// <summary>Holds the mail server at the final dot of the mail to the centre.</summary>
    /// <param name="then">What happens before the server goes on.</param>
    public Gate HoldAtDot(Func<Task>? then = null)
    {
        var gate = new Gate();
        Mail.AtDot = async mail =>
        {
            if (!IsToCentre(mail) || !gate.Reached())
                return;
            await gate.Opened;
            await (then?.Invoke() ?? Task.CompletedTask);
        };
        return gate;
    }

    /// <summary>The mail to VNCERT/CC, as the desk shows it.</summary>
    public async Task<JsonNode> DeliveryAsync(string number)
    {
        var all = (await Caller.ReadAsync($"/api/v1/incidents/{number}/deliveries")).Json!["items"]!.AsArray();
        return all.Single(one => (string?)one!["recipient"]!["centre"] == "vncert" && (string?)one["channel"] == "mail")!;
    }

    public async Task<JsonNode> AcceptedAsync(string number, TimeSpan? patience = null)
    {
        JsonNode? delivery = null;
        for (var until = Environment.TickCount64 + (long)(patience ?? TimeSpan.FromSeconds(60)).TotalMilliseconds; Environment.TickCount64 < until; await Task.Delay(50))
            if ((string?)(delivery = await DeliveryAsync(number))["state"] == "accepted")
                return delivery;
        throw new TimeoutException($"The mail to VNCERT/CC did not get through: {delivery?.ToJsonString()}");
    }

    public IReadOnlyList<ReceivedMail> Received(JsonNode delivery) =>
        [.. Mail.Messages.Where(one => one.Text.Contains($"Message-ID: {delivery["messageId"]}\r\n", StringComparison.Ordinal))];

    /// <summary>Looks into the desk's database from outside, whether the desk lives or not.</summary>
    public async Task<T> ReadAsync<T>(Func<Reading, Task<T>> work)
    {
        await using var database = await Database.OpenAsync(
            new StorageOptions { Engine = TestEngine.Current, Connection = Desk.StorageConnection }, TimeProvider.System, CancellationToken.None);
        return await database.ReadAsync(work, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Mail.DisposeAsync();
    }
}

/// <summary>A step at which the peer waits.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource arrived = new(), open = new();

    public Task Arrived => arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public Task Opened => open.Task;

    /// <returns>True for who comes first.</returns>
    public bool Reached() => arrived.TrySetResult();

    public void Open() => open.TrySetResult();
}
