using System.CommandLine;
using IncidentDesk.People;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>serve: starts the desk. While nobody administers it, a link to the set-up page is printed.</summary>
public static class ServeVerb
{
    public static Command Make(VerbStart start)
    {
        var verb = new Command("serve", "Start the desk (default). / Khởi động (mặc định).");
        verb.SetAction((_, cancellation) => RunAsync(start, cancellation));
        return verb;
    }

    public static async Task<int> RunAsync(VerbStart start, CancellationToken cancellation) =>
        start.Settings() is { } settings
            ? await RunAsync(start, settings, PrintSetUpLinkAsync, cancellation)
            : ExitCodes.Refused;

    /// <param name="greet">What is printed once the desk listens.</param>
    public static async Task<int> RunAsync(
        VerbStart start, DeskSettings settings, Func<Terminal, WebApplication, Task> greet, CancellationToken cancellation)
    {
        try
        {
            await using var desk = await DeskHost.BuildAsync(settings, TimeProvider.System, cancellation);
            await desk.StartAsync(cancellation);
            await start.Terminal.Out.WriteLineAsync($"IncidentDesk: {string.Join(' ', desk.Urls)}");
            await greet(start.Terminal, desk);
            await desk.WaitForShutdownAsync(cancellation);
            return ExitCodes.Done;
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }

    private static async Task PrintSetUpLinkAsync(Terminal terminal, WebApplication desk)
    {
        var database = desk.Services.GetRequiredService<Database>();
        if (await SetUpLink.IssueAsync(database, desk.Services.GetRequiredService<TimeProvider>(), CancellationToken.None) is not { } token)
            return;
        await terminal.Out.WriteLineAsync(
            $"""
            Nobody administers this desk yet. Open this link within 24 hours; it works once:
            Bàn trực chưa có người quản trị. Mở liên kết này trong 24 giờ; chỉ dùng được một lần:
              {desk.Urls.First()}/setup?token={token}
            """);
    }
}
