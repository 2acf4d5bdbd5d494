using System.Globalization;
using System.Text;

namespace IncidentDesk.Delivery.Letters;

/// <summary>
/// The one line in which a repetition differs from the stored letter. The letter is kept as its first attempt sends it, so that
/// its hash is the hash of what was approved and of what went out.
/// </summary>
public static class AttemptHeader
{
    public const string Name = "X-IncidentDesk-Attempt";

    private const string First = $"\r\n{Name}: 1\r\n";

    public static byte[] Number(string letter, long n)
    {
        // Header values hold no line ends, so the first such line is the header, never something that a reporter wrote.
        var at = letter.IndexOf(First, StringComparison.Ordinal);
        if (at < 0)
            throw new FormatException("The stored letter has no line for the attempt.");
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{letter.AsSpan(0, at)}\r\n{Name}: {n}\r\n{letter.AsSpan(at + First.Length)}"));
    }
}
