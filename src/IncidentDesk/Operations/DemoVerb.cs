using System.CommandLine;
using IncidentDesk.Demo;

namespace IncidentDesk.Operations;

/// <summary>demo: a small province of fictitious agencies, people and history. Nothing leaves it unless a setting says so.</summary>
public static class DemoVerb
{
    /// <summary>What the demo sets beneath the environment.</summary>
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Data:Directory"] = Path.Combine("data", "demo"),
        ["Urls"] = "http://127.0.0.1:5080",
        ["Channels:Mail:Guard"] = "simulate",
        ["People:SecondFactor"] = "none",
        ["Escalation:AutomaticPerAgencyPerDay"] = "0",
    };

    public static Command Make(VerbStart start)
    {
        var fresh = new Option<bool>("--fresh") { Description = "Remove the demo's data and start over." };
        var verb = new Command("demo", "Start a demo with made-up data. / Chạy bản trình diễn với dữ liệu giả định.") { fresh };
        verb.SetAction((parsed, cancellation) => RunAsync(start, parsed.GetValue(fresh), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, bool fresh, CancellationToken cancellation)
    {
        if (start.Settings(Defaults) is not { } settings)
            return ExitCodes.Refused;
        try
        {
            // Else --fresh would clear away what a running demo serves.
            using var held = ServingLock.Take(settings.Storage, settings.DataDirectory);
            if (await DemoStore.PrepareAsync(settings, fresh, TimeProvider.System, cancellation) is { } refusal)
                return start.Terminal.Refuse(refusal.En, refusal.Vi);
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
        return await ServeVerb.RunAsync(start, settings, (terminal, desk) => GreetAsync(terminal, desk, settings), cancellation);
    }

    private static Task GreetAsync(Terminal terminal, WebApplication desk, DeskSettings settings)
    {
        var path = Credentials.PathIn(settings.DataDirectory);
        return terminal.Out.WriteLineAsync(settings.Mail.Guard == "simulate"
            ? $"""
              Demo at {desk.Urls.First()}. Keys and passwords: {path}
              All agencies, people and incidents are made up. Everything is simulated: mail is laid down in {Path.Combine(settings.DataDirectory, "outbox")}.
              Bản trình diễn: mọi cơ quan, con người, sự cố đều là giả định; thư chỉ được mô phỏng, không gửi đi.
              """
            : $"""
              Demo at {desk.Urls.First()}. Keys and passwords: {path}
              All agencies, people and incidents are made up, but the mail guard is '{settings.Mail.Guard}': mail to the .example contacts goes to {settings.Mail.Options.Host}.
              Bản trình diễn với dữ liệu giả định, nhưng chốt gửi thư là '{settings.Mail.Guard}': thư được chuyển tới {settings.Mail.Options.Host}.
              """);
    }
}
