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

    private Screens(Desk full, Desk empty) => (Full, Empty) = (full, empty);

    public Desk Full { get; }

    public Desk Empty { get; }

    /// <summary>Of the demo: a grave one that is new, and the drill.</summary>
    public IReadOnlyList<string> Incidents { get; private init; } = [];

    /// <summary>The cookies of a responder, for either desk.</summary>
    public string FullSession { get; private init; } = "";

    public string EmptySession { get; private init; } = "";

    public static async Task<Screens> PrepareAsync()
    {
        var full = await Desk.StartDemoAsync(LongName, DutyPhone);
        var empty = await Desk.StartAsync(settings: [LongName, DutyPhone]);
        await full.PersonAsync("nguoi-xem", "responder");
        await empty.PersonAsync("nguoi-xem", "responder");
        var incidents = await full.Database.ReadAsync(
            async reading => new[]
            {
                await reading.SingleAsync<string>("SELECT max(number) FROM incidents WHERE status = 'new' AND severity = 'critical' AND reality = 'real'"),
                await reading.SingleAsync<string>("SELECT max(number) FROM incidents WHERE reality = 'drill'"),
            },
            CancellationToken.None);
        return new(full, empty)
        {
            Incidents = [.. incidents.Select(number => number ?? throw new InvalidOperationException("The demo tells of no such incident."))],
            FullSession = await SessionAsync(full),
            EmptySession = await SessionAsync(empty),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Full.DisposeAsync();
        await Empty.DisposeAsync();
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
