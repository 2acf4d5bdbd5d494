using System.Globalization;
using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Demo;
using IncidentDesk.Harness;

namespace IncidentDesk.BrowserTests.Accessibility;

/// <summary>Every page in every state: the demo's province for what is full, a desk without reports for what is empty.</summary>
public sealed class Screens : IAsyncDisposable
{
    public const string Missing = "/incidents/INC-2026-999999";

    // As desks are called, which takes more room than the harness's name for itself.
    private static readonly (string, string?) LongName = ("Desk:Name", "Trung tâm điều phối sự cố an ninh mạng tỉnh");
    private static readonly (string, string?) DutyPhone = ("Desk:Phone", "024 0000 0001");

    public Desk Full { get; private set; } = null!;

    public Desk Empty { get; private set; } = null!;

    /// <summary>A grave one that is new, a grave one that is closed, and a drill.</summary>
    public IReadOnlyList<string> Incidents { get; private set; } = [];

    /// <summary>The cookies of a responder, for either desk.</summary>
    public string FullSession { get; private set; } = "";

    public string EmptySession { get; private set; } = "";

    public async Task PrepareAsync()
    {
        Full = await Desk.StartDemoAsync(LongName, DutyPhone);
        Empty = await Desk.StartAsync(settings: [LongName, DutyPhone]);
        await Full.PersonAsync("nguoi-xem", "responder");
        await Empty.PersonAsync("nguoi-xem", "responder");
        Incidents = [await GraveAsync(Full, "new"), await GraveAsync(Full, "closed"), await DrillAsync(Full)];
        FullSession = await SessionAsync(Full);
        EmptySession = await SessionAsync(Empty);
    }

    // Also after a preparation that broke off.
    public async ValueTask DisposeAsync()
    {
        foreach (var desk in (Desk?[])[Full, Empty])
            if (desk is not null)
                await desk.DisposeAsync();
    }

    private static async Task<string> GraveAsync(Desk desk, string status) =>
        await desk.Database.ReadAsync(
            reading => reading.SingleAsync<string>(
                "SELECT max(number) FROM incidents WHERE status = @status AND severity = 'critical'", new { status }),
            CancellationToken.None)
        ?? throw new InvalidOperationException($"The demo tells of no grave incident that is {status}.");

    private static async Task<string> DrillAsync(Desk desk)
    {
        var report = ExampleReport.Body("SO-YTE");
        report["drill"] = true;
        report["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var answer = await desk.Client(Credentials.Read(desk.DataDirectory)!.Keys["SO-YTE"]).FileAsync(report);
        return (string)answer.Json!["number"]!;
    }

    private static async Task<string> SessionAsync(Desk desk)
    {
        var window = await Window.OpenAsync(desk);
        await (await SignInPage.OpenAsync(window)).EnterAsync("nguoi-xem");
        var session = await window.SessionAsync();
        await window.CloseAsync();
        return session;
    }
}
