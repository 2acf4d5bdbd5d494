using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using IncidentDesk.Harness;
using IncidentDesk.Operations;
using NUnit.Framework;

namespace IncidentDesk.Tests.Shell;

public sealed class StreamChangesTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    [Test]
    public async Task The_desk_hears_every_change_and_an_agency_only_its_own()
    {
        await using var desk = await Desk.StartAsync();
        var own = await desk.AgencyAsync("SO-MAU-A");
        var other = await desk.AgencyAsync("SO-MAU-B");
        using var deskEar = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read"));
        using var agencyEar = await Ear.OpenAsync(desk, await desk.KeyAsync(own));

        await TellAsync(desk, other, "INC-2026-000001");
        await TellAsync(desk, null, "INC-2026-000002");
        await TellAsync(desk, own, "INC-2026-000003");

        Assert.That((await deskEar.NextAsync()).Text, Does.Contain("INC-2026-000001").And.Contain("\"kind\":\"incident\""));
        Assert.That((await deskEar.NextAsync()).Text, Does.Contain("INC-2026-000002"));
        Assert.That((await deskEar.NextAsync()).Text, Does.Contain("INC-2026-000003"));
        Assert.That((await agencyEar.NextAsync()).Text, Does.Contain("INC-2026-000003"));
    }

    [Test]
    public async Task A_machine_hears_of_the_kinds_that_the_contract_lists_and_of_no_other()
    {
        await using var desk = await Desk.StartAsync();
        using var ear = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read"));
        await TellAsync(desk, null, "INC-2026-000001", "drill");
        await TellAsync(desk, null, "INC-2026-000002");

        Assert.That((await ear.NextAsync()).Text, Does.Contain("INC-2026-000002"));
    }

    [Test]
    public async Task Who_comes_back_is_told_what_they_missed()
    {
        await using var desk = await Desk.StartAsync();
        var key = await desk.KeyAsync(null, "read");
        string last;
        using (var ear = await Ear.OpenAsync(desk, key))
        {
            await TellAsync(desk, null, "INC-2026-000001");
            last = (await ear.NextAsync()).Id;
        }
        await TellAsync(desk, null, "INC-2026-000002");
        await TellAsync(desk, null, "INC-2026-000003");

        using var again = await Ear.OpenAsync(desk, key, last);

        Assert.That((await again.NextAsync()).Text, Does.Contain("INC-2026-000002"));
        Assert.That((await again.NextAsync()).Text, Does.Contain("INC-2026-000003"));
    }

    [TestCase("999999")]
    [TestCase("not-a-number")]
    public async Task Who_names_a_place_that_never_was_is_told_to_start_over(string last)
    {
        await using var desk = await Desk.StartAsync();
        using var ear = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read"), last);
        await TellAsync(desk, null, "INC-2026-000001");

        Assert.That((await ear.NextAsync()).Kind, Is.EqualTo("reset"));
        Assert.That((await ear.NextAsync()).Kind, Is.EqualTo("change"));
    }

    [TestCase("revoked_at")]
    [TestCase("expires_at")]
    public async Task A_key_that_ended_hears_no_more(string how)
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        using var ear = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read"));
        using var other = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read admin"));

        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync($"UPDATE keys SET {how} = @now WHERE scopes = 'read'", new { now = clock.GetUtcNow() }),
            CancellationToken.None);

        Assert.That(await clock.AdvanceUntilAsync(ear.Ended.WaitAsync(TimeSpan.FromSeconds(30)), TimeSpan.FromSeconds(1)), Is.True);
        Assert.That(other.Ended.IsCompleted, Is.False);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Who_is_moved_to_an_agency_hears_no_more_by_what_they_were(bool byDoor)
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await desk.AgencyAsync("SO-YTE");
        using var moved = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var stays = await Visitor.SignedInAsync(desk, "binh", "responder");
        using var ear = await Ear.OpenAsync(moved);
        using var other = await Ear.OpenAsync(stays);

        if (byDoor)
            await MoveAsync(desk, "hoa");
        else
            await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
                "UPDATE people SET role = 'reporter', agency_id = (SELECT id FROM agencies WHERE code = 'SO-YTE') WHERE user_name = 'hoa'"), CancellationToken.None);

        Assert.That(await clock.AdvanceUntilAsync(ear.Ended.WaitAsync(TimeSpan.FromSeconds(30)), TimeSpan.FromSeconds(1)), Is.True);
        Assert.That(other.Ended.IsCompleted, Is.False);
        using var page = await moved.GetAsync("/board");
        Assert.That(page.Headers.Location?.OriginalString.StartsWith("/sign-in", StringComparison.Ordinal) == true, Is.EqualTo(byDoor), "an administrator's change ends the session itself");
    }

    private static async Task MoveAsync(Desk desk, string user)
    {
        await desk.PersonAsync("chief", "admin");
        Task<Guid> IdAsync(string name) =>
            desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people WHERE user_name = @name", new { name }), CancellationToken.None);
        var admin = desk.Client(await desk.KeyAsync(null, "admin", await IdAsync("chief")));
        using var change = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/people/{await IdAsync(user):D}")
        {
            Content = new StringContent("""{"name":"Hoa","role":"reporter","agency":"SO-YTE"}""", Encoding.UTF8, "application/json"), Headers = { { "If-Match", "*" } },
        };
        using var changed = await admin.SendAsync(change);
        Assert.That(changed.IsSuccessStatusCode, Is.True, await changed.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task A_desk_with_open_streams_stops_at_once()
    {
        var desk = await Desk.StartAsync();
        using var ear = await Ear.OpenAsync(desk, await desk.KeyAsync(null, "read"));

        Assert.That(async () => await desk.DisposeAsync().AsTask().WaitAsync(Soon), Throws.Nothing);
    }

    private static Task TellAsync(Desk desk, Guid? agency, string number, string kind = "incident")
    {
        var now = TimeProvider.System.GetUtcNow();
        return desk.Database.WriteAsync(
            transaction => Changes.TellAsync(transaction, kind, Ids.Next(now), number, "filed", agency, now), CancellationToken.None);
    }

    private sealed record Heard(string Id, string Kind, string Text);

    /// <summary>Listens at the door and hands out events, without comments and without what the desk itself has to say (its alarms).</summary>
    private sealed class Ear : IDisposable
    {
        private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();
        private readonly HttpClient? client;
        private readonly TaskCompletionSource opened = new();
        private readonly TaskCompletionSource<bool> ended = new();
        private HttpResponseMessage? heardFrom;

        private Ear(HttpClient? client) => this.client = client;

        /// <summary>True once the desk itself closed the stream.</summary>
        public Task<bool> Ended => ended.Task;

        public static Task<Ear> OpenAsync(Desk desk, string key, string? last = null)
        {
            var client = desk.Client(key);
            return OpenAsync(new Ear(client), request => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead), last);
        }

        /// <summary>With the session of somebody who is signed in.</summary>
        public static Task<Ear> OpenAsync(Visitor visitor) =>
            OpenAsync(new Ear(null), request => visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead), null);

        private static async Task<Ear> OpenAsync(Ear ear, Func<HttpRequestMessage, Task<HttpResponseMessage>> send, string? last)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            if (last is not null)
                request.Headers.Add("Last-Event-ID", last);
            var answer = ear.heardFrom = await send(request);
            answer.EnsureSuccessStatusCode();
            _ = ear.ReadAsync(answer);
            await ear.opened.Task.WaitAsync(Soon);
            return ear;
        }

        public Task<Heard> NextAsync() => heard.Reader.ReadAsync().AsTask().WaitAsync(Soon);

        public void Dispose()
        {
            heardFrom?.Dispose();
            client?.Dispose();
        }

        private async Task ReadAsync(HttpResponseMessage answer)
        {
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
            var lines = new List<string>();
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    if (line.Length > 0)
                    {
                        lines.Add(line);
                        continue;
                    }
                    opened.TrySetResult();
                    if (Value(lines, "event: ") is { } kind && !lines.Exists(line => line.Contains("\"kind\":\"alarm\"", StringComparison.Ordinal)))
                        heard.Writer.TryWrite(new(Value(lines, "id: ") ?? "", kind, Value(lines, "data: ") ?? ""));
                    lines.Clear();
                }
                ended.TrySetResult(true);
            }
            catch (Exception ended) when (ended is IOException or ObjectDisposedException or HttpRequestException or OperationCanceledException)
            {
                // The desk stopped or the test is over.
            }
        }

        private static string? Value(List<string> lines, string name) =>
            lines.Find(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
    }
}
