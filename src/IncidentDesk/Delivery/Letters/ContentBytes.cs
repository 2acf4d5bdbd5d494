using System.Text;

namespace IncidentDesk.Delivery.Letters;

/// <summary>The bytes of one attempt: a mail carries its number, every other message is the same each time.</summary>
public static class ContentBytes
{
    public static byte[] Of(string channel, string content, long attempt) =>
        channel == "mail" ? AttemptHeader.Number(content, attempt) : Encoding.UTF8.GetBytes(content);
}
