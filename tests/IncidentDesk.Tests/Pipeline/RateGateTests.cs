using System.Net;
using System.Net.Sockets;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class RateGateTests
{
    [Test]
    public async Task A_caller_in_a_loop_is_told_to_wait_while_others_go_on()
    {
        await using var server = await PipelineServer.StartAsync(requestsPerSecond: 1);
        var answers = new List<Answer>();
        for (var n = 0; n < 6; n++)
            answers.Add(await server.SendAsync(HttpMethod.Get, "/api/v1/versions", ("X-Caller", "one")));
        var limited = answers.First(answer => answer.Status == 429);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(limited.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/rate-limited"));
            Assert.That(int.Parse(limited.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 2));
            Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/versions", ("X-Caller", "two"))).Status, Is.EqualTo(200));
        }
    }

    [Test]
    public async Task Zero_is_no_limit()
    {
        await using var server = await PipelineServer.StartAsync(requestsPerSecond: 0);
        for (var n = 0; n < 50; n++)
            Assert.That((await server.SendAsync(HttpMethod.Get, "/api/v1/versions")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Who_has_no_name_is_told_apart_by_address_and_slows_nobody_else()
    {
        await using var desk = await Desk.StartAsync(TimeProvider.System, ("Limits:RequestsPerSecond", "1"));
        var known = desk.Client(await desk.KeyAsync(null, "read"));
        using var here = From(desk, "127.0.0.1");
        using var there = From(desk, "127.0.0.2");

        var codes = new List<HttpStatusCode>();
        for (var n = 0; n < 6; n++)
            codes.Add((await here.GetAsync("/sign-in")).StatusCode);

        Assert.That(codes, Has.Member(HttpStatusCode.OK).And.Member(HttpStatusCode.TooManyRequests));
        Assert.That((await there.GetAsync("/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await known.GetAsync("/api/v1/incidents")).StatusCode, Is.EqualTo(HttpStatusCode.OK), "from the same address, with a name");
    }

    private static HttpClient From(Desk desk, string address) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        },
    }) { BaseAddress = desk.Address };
}
