using System.Diagnostics;
using System.Globalization;
using System.Text;
using IncidentDesk.Harness;

namespace IncidentDesk.Load;

/// <summary>
/// How long the matrix of letters by agencies takes over HTTP, now and as of a past instant, beside one bare SELECT of the same rows: what is over is the desk's own work, most of
/// it a page of twelve thousand cells.
/// </summary>
public static class MatrixSpeed
{
    private const string Top = "TINH";

    public static async Task<int> RunAsync(MatrixOptions options)
    {
        try
        {
            await using var desk = await Desk.StartAsync();
            var caller = await FillAsync(desk, options);
            var past = Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddDays(1).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TestEngine.Current}: {options.Agencies} agencies, {options.Letters} letters, {options.Turns} turns"));
            var bare = await MeasureAsync("bare SELECT of the same rows", options.Turns, async () => await SelectAsync(desk));
            foreach (var address in new[] { "/advisories/matrix", $"/advisories/matrix?parent={Top}", $"/advisories/matrix?asOf={past}" })
            {
                var bytes = 0;
                var took = await MeasureAsync(address, options.Turns, async () => bytes = (await caller.GetByteArrayAsync(new Uri(address, UriKind.Relative))).Length);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-44} {took / bare:N1} times the bare SELECT, {bytes / 1024.0:N0} KiB"));
            }
            return 0;
        }
        finally
        {
            await PostgresServer.StopAsync();
        }
    }

    private static async Task<HttpClient> FillAsync(Desk desk, MatrixOptions options)
    {
        await desk.AgencyAsync(Top, kind: "province");
        for (var n = 1; n < options.Agencies; n++)
            await desk.AgencyAsync($"DON-VI-{n}", Top, "commune");
        var caller = desk.Client(await desk.KeyAsync(null, "report read work approve admin"));
        for (var n = 1; n <= options.Letters; n++)
        {
            var issued = await caller.PostAsync("/api/v1/advisories", $$"""
                {"number":"{{n}}/STTTT-CNTT","issuedOn":"2022-10-11","issuer":"Sở TT&TT","subject":"Lỗ hổng {{n}}","severity":"high","exposed":false,"automatable":false,"technicalImpact":"partial"}
                """);
            using var sending = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/advisories/{issued.Json!["id"]}/recipients")
            {
                Content = new StringContent("""{"all":true}""", Encoding.UTF8, "application/json"),
            };
            sending.Headers.TryAddWithoutValidation("If-Match", "*");
            var sent = await Wire.SendAsync(caller, sending);
            if (sent.Code != 200)
                throw new InvalidDataException($"The letter was answered with {sent.Code}: {sent.Json?.ToJsonString()}");
        }
        return caller;
    }

    private static Task<IReadOnlyList<Row>> SelectAsync(Desk desk) => desk.Database.ReadAsync(
        reading => reading.QueryAsync<Row>("SELECT advisory_id, agency_id, state, affected FROM advisory_cells WHERE system_key = ''"), CancellationToken.None);

    /// <returns>Half of all took less, in milliseconds.</returns>
    private static async Task<double> MeasureAsync(string what, int turns, Func<Task> once)
    {
        var times = new List<double>();
        // The first ones warm up.
        for (var turn = -5; turn < turns; turn++)
        {
            var begun = Stopwatch.GetTimestamp();
            await once();
            if (turn >= 0)
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-44} p50 {times[times.Count / 2],7:N1} ms   p95 {times[(int)(times.Count * 0.95)],7:N1} ms   longest {times[^1],7:N1} ms"));
        return times[times.Count / 2];
    }

    private sealed record Row(Guid AdvisoryId, Guid AgencyId, string State, long? Affected);
}
