namespace IncidentDesk.Tests.Delivery;

internal static class Waiting
{
    public static Task ForAsync(Func<bool> isThere, TimeSpan? patience = null) => ForAsync(() => Task.FromResult(isThere()), patience);

    /// <param name="patience">Ten seconds and more on a busy machine where none is given.</param>
    public static async Task ForAsync(Func<Task<bool>> isThere, TimeSpan? patience = null)
    {
        var until = Environment.TickCount64 + (long)(patience ?? TimeSpan.Zero).TotalMilliseconds;
        for (var turn = 0; turn < 2000 || Environment.TickCount64 < until; turn++)
        {
            if (await isThere())
                return;
            await Task.Delay(5);
        }
        throw new TimeoutException("What the test waits for did not come.");
    }
}
