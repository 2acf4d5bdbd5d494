using System.Net;
using System.Net.Sockets;

namespace IncidentDesk.Channels;

/// <summary>Asks for a name's addresses; given in code by whoever has another way than the machine's.</summary>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellation);

/// <summary>
/// From a name to a connection. The name is asked for anew each time, and the socket goes to the very address that was looked at:
/// between a check and a connection no name can change its mind.
/// </summary>
/// <param name="lookup">How names are resolved; this machine's way when left out.</param>
/// <param name="mayConnect">Whether this host may be at this address.</param>
internal sealed class Dialling(NameLookup? lookup, Func<string, IPAddress, bool> mayConnect, TimeProvider clock, TimeSpan patience)
{
    public async Task<Socket> ConnectAsync(DnsEndPoint to, Action<string> step, CancellationToken cancellation)
    {
        step("DNS");
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var addresses = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await LookUpAsync(to.Host, either.Token);
        var allowed = addresses.Where(address => mayConnect(to.Host, address)).ToArray();
        if (allowed.Length == 0)
            throw addresses is [var first, ..] ? new AddressRefusedException(to.Host, first.ToString()) : new SocketException((int)SocketError.HostNotFound);
        step("connect");
        return await ToFirstAsync(allowed, to.Port, either.Token);
    }

    private Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellation) =>
        lookup is null ? Dns.GetHostAddressesAsync(host, cancellation) : lookup(host, cancellation);

    private static async Task<Socket> ToFirstAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
    {
        for (var i = 0; ; i++)
        {
            // Small commands must not wait for the acknowledgement of the one before: without NoDelay each costs 40 ms.
            var socket = new Socket(addresses[i].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(addresses[i], port), cancellation);
                return socket;
            }
            catch (SocketException) when (i + 1 < addresses.Length)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}

/// <summary>The name leads only to addresses that must not be connected to.</summary>
internal sealed class AddressRefusedException(string host, string address) : IOException($"{host} is at {address}, which is no address that may be written to")
{
    public string TextVi { get; } = $"{host} nằm ở {address}, là địa chỉ không được phép gửi tới";
}
