using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace IncidentDesk.Harness;

/// <summary>
/// A small real web server on loopback that does at each step what a test tells it. Steps: <c>connect</c> (before TLS), <c>headers</c> (read,
/// the body not yet), <c>last</c> (all but the last byte of the body is there), <c>answer</c>; what is not told is a 200.
/// </summary>
public sealed class ScriptedHttpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<HttpAct>> once = new();
    private readonly ConcurrentDictionary<string, HttpAct> always = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();
    private readonly ConcurrentBag<Task> talks = [];
    private readonly Task accepting;
    private int connections;

    private ScriptedHttpServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>With a certificate the server speaks TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Called at each step before the server acts: the peer knows the moment better than any timer.</summary>
    public Func<string, Task> AtStep { get; set; } = _ => Task.CompletedTask;

    /// <summary>Every request that arrived whole, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    public int Connections => connections;

    public static ScriptedHttpServer Start() => new();

    /// <summary>From now on, at this step.</summary>
    public void On(string step, HttpAct act) => always[step] = act;

    /// <summary>The next time only, at this step; several are done one after another.</summary>
    public void Once(string step, HttpAct act) => once.GetOrAdd(step, _ => new()).Enqueue(act);

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested)
            return;
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                Interlocked.Increment(ref connections);
                talks.Add(Task.Run(() => TalkAsync(socket)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        socket.NoDelay = true;
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            if (!await GoesOnAsync("connect", socket, stream))
                return;
            if (Certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, stop.Token);
                stream = secure;
            }
            if (await HeadersAsync(stream) is not { } request || !await GoesOnAsync("headers", socket, stream))
                return;
            var body = new byte[request.Headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
            await stream.ReadExactlyAsync(body.AsMemory(0, Math.Max(0, body.Length - 1)), stop.Token);
            if (!await GoesOnAsync("last", socket, stream))
                return;
            if (body.Length > 0)
                await stream.ReadExactlyAsync(body.AsMemory(body.Length - 1), stop.Token);
            requests.Enqueue(request with { Body = body });
            if (await GoesOnAsync("answer", socket, stream))
                await DoAsync(HttpAct.Say(200, "ok"), socket, stream);
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
        {
            // The client left, or the script ended the talk.
        }
        finally
        {
            await stream.DisposeAsync();
        }
    }

    private async Task<bool> GoesOnAsync(string step, Socket socket, Stream stream)
    {
        await AtStep(step);
        var act = once.TryGetValue(step, out var next) && next.TryDequeue(out var told) ? told : always.GetValueOrDefault(step) ?? HttpAct.GoOn;
        if (act is HttpAct.Nothing)
            return true;
        await DoAsync(act, socket, stream);
        return false;
    }

    private async Task DoAsync(HttpAct act, Socket socket, Stream stream)
    {
        if (act is HttpAct.Close { Resets: true })
            socket.LingerState = new LingerOption(true, 0);
        if (act is not HttpAct.Bytes bytes)
            return;
        if (bytes.Between == TimeSpan.Zero)
            await stream.WriteAsync(bytes.Content, stop.Token);
        else
            foreach (var one in bytes.Content)
            {
                await stream.WriteAsync(new[] { one }, stop.Token);
                await Task.Delay(bytes.Between, stop.Token);
            }
        if (bytes.Holds)
            await Task.Delay(Timeout.Infinite, stop.Token);
        if (stream is SslStream secure)
            await secure.ShutdownAsync();
        // What the client still sends is read away: closing on it would reset the connection under our answer.
        socket.Shutdown(SocketShutdown.Send);
        while (await stream.ReadAsync(new byte[4096], stop.Token) > 0)
        {
        }
    }

    private async Task<ReceivedRequest?> HeadersAsync(Stream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count > 3 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n'))
        {
            if (await stream.ReadAsync(one, stop.Token) == 0)
                return null;
            head.Add(one[0]);
        }
        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var words = lines[0].Split(' ');
        return new(
            words[0], words[1],
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "", StringComparer.OrdinalIgnoreCase), []);
    }
}
