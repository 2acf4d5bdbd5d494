using System.Text;

namespace IncidentDesk.Harness;

/// <summary>One request that arrived whole.</summary>
public sealed record ReceivedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
