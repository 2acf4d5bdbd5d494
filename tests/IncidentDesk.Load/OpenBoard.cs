using System.Diagnostics;

namespace IncidentDesk.Load;

/// <summary>One open board: listens to the stream and fetches its fragment when it hears of a change, as live.js does.</summary>
public sealed class OpenBoard(HttpClient person)
{
    private TaskCompletionSource<long> right = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When the fragment after the first change was there, whole.</summary>
    public Task<long> Right => right.Task;

    public void Forget() => right = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Returns once the stream is open; it is read until the token ends it.</summary>
    public async Task OpenAsync(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream");
        var answer = await person.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        await reader.ReadLineAsync(stop);
        _ = ListenAsync(answer, reader, stop);
    }

    private async Task ListenAsync(HttpResponseMessage answer, StreamReader reader, CancellationToken stop)
    {
        using (answer)
        using (reader)
            try
            {
                while (await reader.ReadLineAsync(stop) is { } line)
                    if (line.StartsWith("event: change", StringComparison.Ordinal) && !right.Task.IsCompleted)
                        await FetchAsync(stop);
            }
            catch (OperationCanceledException)
            {
                // Closed.
            }
    }

    private async Task FetchAsync(CancellationToken stop)
    {
        var mine = right;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/board");
        request.Headers.Add("X-Fragment", "live");
        using var answer = await person.SendAsync(request, stop);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync(stop);
        mine.TrySetResult(Stopwatch.GetTimestamp());
    }
}
