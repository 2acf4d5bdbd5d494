using System.Text;
using System.Text.RegularExpressions;

namespace IncidentDesk.Tests.Delivery;

internal static class Letter
{
    /// <summary>The message as every attempt must send it, without the line that counts attempts.</summary>
    public static string WithoutAttempt(ReadOnlyMemory<byte> content) =>
        Regex.Replace(Encoding.ASCII.GetString(content.Span), @"X-IncidentDesk-Attempt: \d+\r\n", "");
}
