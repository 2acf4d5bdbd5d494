using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncidentDesk.Harness;

/// <summary>Speaks clamd's INSTREAM on loopback and says of each content what the test wants it to say.</summary>
public sealed class ScriptedClamd : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    /// <param name="judge">The content to the reply: "stream: OK". Null hangs up without a word; "..." never answers.</param>
    public ScriptedClamd(Func<byte[], string?> judge)
    {
        Judge = judge;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Func<byte[], string?> Judge { get; set; }

    public string Address => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>Every content that came whole.</summary>
    public ConcurrentQueue<byte[]> Seen { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
            try
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = TalkAsync(client);
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var wire = client.GetStream();
            var command = new byte["zINSTREAM\0".Length];
            await wire.ReadExactlyAsync(command, stop.Token);
            if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
                return;
            using var content = new MemoryStream();
            var size = new byte[4];
            while (true)
            {
                await wire.ReadExactlyAsync(size, stop.Token);
                var piece = new byte[BinaryPrimitives.ReadInt32BigEndian(size)];
                if (piece.Length == 0)
                    break;
                await wire.ReadExactlyAsync(piece, stop.Token);
                content.Write(piece);
            }
            Seen.Enqueue(content.ToArray());
            switch (Judge(content.ToArray()))
            {
                case "...":
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token);
                    break;
                case { } reply:
                    await wire.WriteAsync(Encoding.UTF8.GetBytes(reply + "\0"), stop.Token);
                    break;
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The other side or the test is over.
        }
    }
}
