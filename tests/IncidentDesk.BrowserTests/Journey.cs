using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.BrowserTests.Pages;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.BrowserTests;

/// <summary>What people do in a browser. At its end windows are closed before their desk, and none may have complained.</summary>
public abstract class Journey
{
    private readonly List<Window> windows = [];
    private readonly List<Desk> desks = [];

    protected Task<Desk> DeskAsync(params (string Name, string? Value)[] settings) => DeskAsync(TimeProvider.System, settings);

    /// <param name="clock">One that the test moves, where what it tells takes days.</param>
    protected async Task<Desk> DeskAsync(TimeProvider clock, params (string Name, string? Value)[] settings)
    {
        var desk = await Desk.StartAsync(clock, settings);
        desks.Add(desk);
        return desk;
    }

    protected async Task<Window> WindowAsync(Desk desk, Look? look = null, bool script = true)
    {
        var window = await Window.OpenAsync(desk, look, script);
        windows.Add(window);
        return window;
    }

    /// <summary>A person's window, open at the board.</summary>
    protected async Task<BoardPage> SignedInAsync(Desk desk, string user, Look? look = null, bool script = true)
    {
        var page = await SignInPage.OpenAsync(await WindowAsync(desk, look, script));
        return await page.EnterAsync(user);
    }

    /// <summary>The example report, detected an hour ago, filed over HTTP as an agency's program does it.</summary>
    protected static async Task<JsonNode> FileAsync(Desk desk, Guid agency, string code, string title)
    {
        var client = desk.Client(await desk.KeyAsync(agency));
        var answer = await client.FileAsync(Report(code, title));
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        return answer.Json!;
    }

    protected static JsonObject Report(string agency, string title)
    {
        var body = ExampleReport.Body(agency);
        body["title"] = title;
        body["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return body;
    }

    [TearDown]
    public async Task Close_windows_then_desks()
    {
        foreach (var window in windows)
            await window.CloseAsync();
        foreach (var desk in desks)
            await desk.DisposeAsync();
        var complaints = windows.SelectMany(window => window.Complaints).ToList();
        windows.Clear();
        desks.Clear();
        Assert.That(complaints, Is.Empty, "The browser complained.");
    }
}
