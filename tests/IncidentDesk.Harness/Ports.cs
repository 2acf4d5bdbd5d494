using System.Net;
using System.Net.Sockets;

namespace IncidentDesk.Harness;

/// <summary>Loopback ports that the system gives, for programs that must be told theirs.</summary>
public static class Ports
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
