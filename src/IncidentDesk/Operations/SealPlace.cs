using System.Data.Common;
using System.Net;

namespace IncidentDesk.Operations;

/// <summary>Where a database lives: what its seal names, as facts of <c>desk_facts</c>.</summary>
public static class SealPlace
{
    /// <summary>The place of this program and its settings, by the names under which the seal keeps it.</summary>
    public static IReadOnlyList<(string Name, string Value)> Here(DeskSettings settings) => settings.Storage.Engine == "postgres"
        ? Server(new DbConnectionStringBuilder { ConnectionString = settings.Storage.Connection })
        :
        [
            ("sealed_directory", Path.GetFullPath(settings.DataDirectory)), ("sealed_file", Path.GetFullPath(settings.Storage.Connection)),
            ("sealed_host", Environment.MachineName),
        ];

    // The server and the database on it, never the password that stands in the same string.
    private static List<(string, string)> Server(DbConnectionStringBuilder connection)
    {
        var host = Part(connection, "Host", "Server");
        List<(string, string)> place = [("sealed_host", $"{host}:{Part(connection, "Port")}/{Part(connection, "Database", "DB")}")];
        // "localhost" is another server on every machine.
        if (IsThisMachine(host))
            place.Add(("sealed_machine", Environment.MachineName));
        return place;
    }

    private static bool IsThisMachine(string host) =>
        host.Length == 0 || host[0] is '/' or '@' || host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private static string Part(DbConnectionStringBuilder connection, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (connection.TryGetValue(name, out var value))
                return value.ToString()!;
        return "";
    }
}
