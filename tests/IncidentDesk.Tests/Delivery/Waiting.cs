namespace IncidentDesk.Tests.Delivery;

internal static class Waiting
{
    public static Task ForAsync(Func<bool> isThere) => ForAsync(() => Task.FromResult(isThere()));

    public static async Task ForAsync(Func<Task<bool>> isThere)
    {
        for (var turn = 0; turn < 2000; turn++)
        {
            if (await isThere())
                return;
            await Task.Delay(5);
        }
        throw new TimeoutException("What the test waits for did not come.");
    }
}
