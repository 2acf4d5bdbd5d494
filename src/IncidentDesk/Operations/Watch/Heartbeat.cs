using System.Globalization;

namespace IncidentDesk.Operations.Watch;

/// <summary>
/// What somebody outside the desk looks at: a file that is touched each minute, and an address that is asked each minute, as long as all is
/// well. Silence is the message, and it also comes when the whole desk is gone.
/// </summary>
public sealed class Heartbeat(DeskSettings settings, Seal seal, ILogger<Heartbeat> log) : IDisposable
{
    public const string File = "heartbeat";

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 64 << 10,
    };

    private bool isHeard = true;

    public async Task BeatAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await System.IO.File.WriteAllTextAsync(
            Path.Combine(settings.DataDirectory, File), now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'\n", CultureInfo.InvariantCulture), cancellation);
        // A copy must not speak for the desk that it was copied from, which may be the one that has fallen silent.
        if (settings.HeartbeatUrl is { } address && seal.Fits)
            await AskAsync(address, cancellation);
    }

    public void Dispose() => client.Dispose();

    private async Task AskAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(address, cancellation);
            Note(answer.IsSuccessStatusCode, $"it answered {(int)answer.StatusCode}");
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            Note(false, fault.Message);
        }
    }

    // Said once when it stops being heard and once when it is heard again, not each minute.
    private void Note(bool heard, string words)
    {
        if (heard != isHeard && !heard)
            log.LogWarning("The heartbeat is not heard outside: {Words}", words);
        else if (heard != isHeard)
            log.LogInformation("The heartbeat is heard outside again.");
        isHeard = heard;
    }
}
