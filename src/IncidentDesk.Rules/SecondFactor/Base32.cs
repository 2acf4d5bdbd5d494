using System.Text;

namespace IncidentDesk.Rules.SecondFactor;

/// <summary>RFC 4648 without padding: how authenticator programs take a secret.</summary>
public static class Base32
{
    private const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var one in bytes)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Signs[(held >> bits) & 31]);
            }
            held &= (1 << bits) - 1;
        }
        if (bits > 0)
            text.Append(Signs[(held << (5 - bits)) & 31]);
        return text.ToString();
    }
}
