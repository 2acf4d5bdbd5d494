using System.Text;

namespace IncidentDesk.Harness;

/// <summary>A message that a server took, with its envelope.</summary>
/// <param name="Content">After the dots were undone.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, byte[] Content, bool Encrypted, string? User)
{
    public string Text => Encoding.UTF8.GetString(Content);
}
