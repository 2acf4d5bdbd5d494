using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using IncidentDesk.Operations;

namespace IncidentDesk.Evidence.Scanning;

/// <summary>What the scanner made of a content.</summary>
/// <param name="State">clean, infected or scan-failed.</param>
/// <param name="Note">The signature that was found, or why there is no verdict.</param>
/// <param name="Reached">False where the scanner gave no answer at all: it is asked again.</param>
public sealed record Verdict(string State, string? Note, bool Reached);

/// <summary>
/// Asks clamd what it makes of a content, over its INSTREAM command: the bytes travel, so the scanner needs no access to the desk's files. A new connection for each
/// file; whatever goes wrong is a verdict, never a fault.
/// </summary>
public sealed class Clamd(ScannerAddress address, TimeProvider clock)
{
    private const int Piece = 1 << 16, MostReply = 4096;

    /// <summary>A scanner that unpacks archives may take its time; this is when it hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public async Task<Verdict> ScanAsync(Stream content, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var socket = address.Path is null ? new Socket(SocketType.Stream, ProtocolType.Tcp) : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await (address.Path is { } path
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(path), either.Token)
                : socket.ConnectAsync(address.Host, address.Port, either.Token));
            await using var wire = new NetworkStream(socket);
            // One that has heard enough says so and hangs up in the middle: its words are still there to be read.
            var broken = await SendAsync(wire, content, either.Token);
            return Read(await ReplyAsync(wire, either.Token), broken);
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return new("scan-failed", fault is OperationCanceledException ? "The scanner did not answer in time." : fault.Message, Reached: false);
        }
    }

    private static Verdict Read(string reply, string? broken)
    {
        const string stream = "stream: ", found = " FOUND";
        if (reply == stream + "OK" && broken is null)
            return new("clean", null, Reached: true);
        if (reply.StartsWith(stream, StringComparison.Ordinal) && reply.EndsWith(found, StringComparison.Ordinal))
            return new("infected", reply[stream.Length..^found.Length], Reached: true);
        return reply.Length > 0 ? new("scan-failed", reply, Reached: true) : new("scan-failed", broken ?? "The scanner hung up without a word.", Reached: false);
    }

    private static async Task<string?> SendAsync(NetworkStream wire, Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[4 + Piece];
        try
        {
            await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellation);
            int read;
            do
            {
                read = await content.ReadAsync(buffer.AsMemory(4), cancellation);
                BinaryPrimitives.WriteInt32BigEndian(buffer, read);
                // A piece of no length ends the content.
                await wire.WriteAsync(buffer.AsMemory(0, 4 + read), cancellation);
            }
            while (read > 0);
            return null;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }

    private static async Task<string> ReplyAsync(NetworkStream wire, CancellationToken cancellation)
    {
        var reply = new byte[MostReply];
        var length = 0;
        try
        {
            for (int read; length < reply.Length && (read = await wire.ReadAsync(reply.AsMemory(length), cancellation)) > 0;)
                length += read;
        }
        catch (IOException) when (length > 0)
        {
            // It was cut off after it had spoken.
        }
        return Encoding.UTF8.GetString(reply, 0, length).TrimEnd('\0', '\n').Trim();
    }
}
