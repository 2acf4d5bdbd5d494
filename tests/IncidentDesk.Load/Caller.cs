using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncidentDesk.Load;

/// <summary>One caller with one kept connection: plain HTTP/1.1 over a socket, so that the generator takes little of the two cores.</summary>
public sealed class Caller(IPEndPoint server, string key) : IDisposable
{
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray(), LastChunk = "0\r\n\r\n"u8.ToArray();
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];

    public Task ConnectAsync() => socket.ConnectAsync(server);

    /// <returns>The status of the answer, read to its end.</returns>
    public async Task<int> FileAsync(byte[] body)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST /api/v1/reports HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        var request = new byte[head.Length + body.Length];
        head.CopyTo(request, 0);
        body.CopyTo(request, head.Length);
        await socket.SendAsync(request);
        return await AnswerAsync();
    }

    public void Dispose() => socket.Dispose();

    private async Task<int> AnswerAsync()
    {
        var (have, wanted) = (0, int.MaxValue);
        var chunked = false;
        while (true)
        {
            if (have == buffer.Length)
                throw new InvalidDataException("An answer is longer than 256 KiB.");
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0)
                throw new InvalidDataException("The server closed the connection.");
            have += read;
            if (wanted == int.MaxValue && !chunked && buffer.AsSpan(0, have).IndexOf(HeadEnd) is >= 0 and var end)
                (wanted, chunked) = Length(Encoding.ASCII.GetString(buffer, 0, end), end + HeadEnd.Length);
            if (chunked ? buffer.AsSpan(0, have).EndsWith(LastChunk) : have >= wanted)
                return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static (int Wanted, bool Chunked) Length(string head, int bodyStart)
    {
        const string length = "\r\nContent-Length: ";
        var at = head.IndexOf(length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return (int.MaxValue, true);
        var text = head[(at + length.Length)..].Split('\r')[0];
        return (bodyStart + int.Parse(text, System.Globalization.CultureInfo.InvariantCulture), false);
    }
}
