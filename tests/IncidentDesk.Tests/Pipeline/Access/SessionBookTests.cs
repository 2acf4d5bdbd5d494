using System.Diagnostics;
using IncidentDesk.Harness;
using IncidentDesk.People;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline.Access;

public sealed class SessionBookTests
{
    private static readonly SessionRules Rules = new(TimeSpan.FromHours(1), TimeSpan.FromHours(12), "none");

    [Test]
    public async Task A_session_that_one_node_ended_is_out_on_another_within_five_seconds()
    {
        var clock = new ManualClock();
        await using var desk = await Desk.StartAsync(clock);
        await desk.PersonAsync("hoa", "responder");
        var person = await desk.Database.ReadAsync(reading => reading.SingleAsync<Guid>("SELECT id FROM people"), CancellationToken.None);
        var token = await desk.Database.WriteAsync(
            transaction => SessionRows.StartAsync(transaction, person, "192.0.2.1", "", clock.GetUtcNow()), CancellationToken.None);
        var other = new SessionBook(desk.Database, Rules, clock);
        Assert.That((await other.FindAsync(token, CancellationToken.None))?.Id, Is.EqualTo(person));

        await desk.Database.WriteAsync(transaction => SessionRows.EndAllAsync(transaction, person, "test", clock.GetUtcNow()), CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.That(await other.FindAsync(token, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_open_stream_of_an_ended_session_is_cut_within_five_seconds()
    {
        await using var desk = await Desk.StartAsync();
        using var visitor = await Visitor.SignedInAsync(desk, "hoa", "responder");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stream");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var stream = await visitor.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(stream.IsSuccessStatusCode, Is.True);
        await using var body = await stream.Content.ReadAsStreamAsync();

        await desk.Database.WriteAsync(
            transaction => transaction.ExecuteAsync("UPDATE sessions SET ended_at = 1, ended_why = 'test'"), CancellationToken.None);
        var since = Stopwatch.StartNew();
        await body.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.That(since.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void A_token_is_two_hundred_and_fifty_six_bits_and_kept_as_its_hash()
    {
        var (shown, hash) = SessionBook.Mint();

        Assert.That((shown.Length, hash.Length, hash == shown, SessionBook.HashOf(shown) == hash), Is.EqualTo((64, 64, false, true)));
    }
}
