using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using IncidentDesk.Storage;

namespace IncidentDesk.Load;

/// <summary>
/// The board with many incidents on it and many boards open at once: how long the first page takes and how many bytes it is, and how soon a
/// change is on every open board. A board here is what a browser is: it holds the stream, and asks for the fragment when it hears of a change.
/// </summary>
public static partial class Boards
{
    private const int Filed = 1000;

    public static async Task<int> RunAsync(BoardOptions options)
    {
        Console.WriteLine($"{TestEngine.Current}: {options.Incidents} incidents, {options.Boards} open boards, {options.Changes} changes");
        try
        {
            await using var desk = await DeskProcess.StartAsync("demo", ("Limits__RequestsPerSecond", "0"), ("Escalation__AutomaticPerAgencyPerDay", "0"));
            var number = await FillAsync(desk, options.Incidents);
            using var person = await SignInAsync(desk);
            await FirstPageAsync(person, options);
            await ChangesAsync(desk, person, number, options);
            return 0;
        }
        finally
        {
            await PostgresServer.StopAsync();
        }
    }

    // The first thousand are filed; the rest are rows of the same shape, planted beside the running desk.
    private static async Task<string> FillAsync(DeskProcess desk, int incidents)
    {
        var number = await FileAsync(desk, Math.Min(incidents, Filed));
        if (incidents <= Filed)
            return number;
        await using var database = await Database.OpenAsync(
            new StorageOptions { Engine = TestEngine.Current, Connection = desk.StorageConnection }, TimeProvider.System, CancellationToken.None);
        var agencies = await database.ReadAsync(reading => reading.QueryAsync<Guid>("SELECT id FROM agencies"), CancellationToken.None);
        await ManyIncidents.PlantAsync(database, agencies, incidents - Filed);
        return number;
    }

    private static async Task<string> FileAsync(DeskProcess desk, int incidents)
    {
        var client = desk.Client(desk.Key("SO-YTE"));
        var number = "";
        await Parallel.ForEachAsync(Enumerable.Range(0, incidents), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
        {
            var answer = await client.FileAsync(ExampleReport.Body("SO-YTE", $"board-{n}"));
            number = answer.Code == 201 ? (string)answer.Json!["number"]! : throw new InvalidDataException($"The report was answered with {answer.Code}.");
        });
        return number;
    }

    private static async Task FirstPageAsync(HttpClient person, BoardOptions options)
    {
        var times = new List<double>();
        var bytes = 0;
        for (var n = 0; n < options.Pages; n++)
        {
            // Another address each time: what was kept for the one before does not help.
            var begun = Stopwatch.GetTimestamp();
            bytes = (await person.GetByteArrayAsync(new Uri($"/board?severity={(n % 2 == 0 ? "critical,high" : "critical,high,medium")}&from=2000-01-01T00:00:{n % 60:D2}Z", UriKind.Relative))).Length;
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        Print("first page, never asked before", times.Skip(5).ToList(), null);
        Console.WriteLine($"{"bytes of the page, compressed",-34} {bytes}");
    }

    private static async Task ChangesAsync(DeskProcess desk, HttpClient person, string number, BoardOptions options)
    {
        var worker = desk.Client(desk.Key("desk"));
        using var stop = new CancellationTokenSource();
        var boards = Enumerable.Range(0, options.Boards).Select(_ => new OpenBoard(person)).ToList();
        await Task.WhenAll(boards.Select(board => board.OpenAsync(stop.Token)));
        var (all, last) = (new List<double>(), new List<double>());
        for (var n = 0; n < options.Changes; n++)
        {
            // Past the second in which a page asks only once.
            await Task.Delay(3000);
            foreach (var board in boards)
                board.Forget();
            var begun = Stopwatch.GetTimestamp();
            var answer = await worker.PostAsync($"/api/v1/incidents/{number}/comments", $$"""{"text":"change {{n}}"}""");
            if (answer.Code != 201)
                throw new InvalidDataException($"The remark was answered with {answer.Code}.");
            var seen = await Task.WhenAll(boards.Select(board => board.Right.WaitAsync(TimeSpan.FromSeconds(30))));
            all.AddRange(seen.Select(at => Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds));
            last.Add(seen.Max(at => Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds));
        }
        await stop.CancelAsync();
        Print($"a change on one of {options.Boards} boards", all, null);
        Print("a change on the last of them", last, 1000);
    }

    private static void Print(string what, List<double> times, double? goal)
    {
        var sorted = times.Order().ToList();
        var met = goal is { } most ? $"   goal: all under {most} ms: {(sorted[^1] < most ? "met" : "MISSED")}" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-34} n={sorted.Count,-5} p50 {sorted[sorted.Count / 2]:N0} ms  p95 {sorted[(int)(sorted.Count * 0.95)]:N0} ms  longest {sorted[^1]:N0} ms{met}"));
    }

    private static async Task<HttpClient> SignInAsync(DeskProcess desk)
    {
        using var credentials = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(desk.DataDirectory, "credentials.json")));
        var lead = credentials.RootElement.GetProperty("people").EnumerateArray().First(one => one.GetProperty("role").GetString() == "lead");
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = true, MaxConnectionsPerServer = 1000 }) { BaseAddress = desk.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        client.DefaultRequestHeaders.Add("Accept", "text/html, text/event-stream");
        using var plain = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        using var page = await client.SendAsync(plain);
        await using var packed = await page.Content.ReadAsStreamAsync();
        await using var unpacked = page.Content.Headers.ContentEncoding.Contains("gzip") ? new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress) : packed;
        var html = await new StreamReader(unpacked).ReadToEndAsync();
        var token = Token().Match(html).Groups[1].Value;
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = WebUtility.HtmlDecode(token), ["user"] = lead.GetProperty("user").GetString()!, ["password"] = lead.GetProperty("password").GetString()!,
        }));
        return answer.RequestMessage!.RequestUri!.AbsolutePath == "/board" ? client : throw new InvalidDataException("Nobody could sign in.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
