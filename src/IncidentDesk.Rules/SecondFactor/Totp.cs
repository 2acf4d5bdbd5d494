using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IncidentDesk.Rules.SecondFactor;

/// <summary>RFC 6238 as every authenticator program speaks it: HMAC-SHA-1, six digits, thirty seconds; a clock may be one step off.</summary>
public static class Totp
{
    public const int SecretBytes = 20;

    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 30;

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 6238 as programs on phones speak it; no collision helps anybody here.")]
    public static string CodeAt(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 15)..]) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Of which step the code is, later than the last one taken; null when it is of none that counts now.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        long? matched = null;
        // All three are looked at, so that the time taken says nothing.
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(secret, step)), Encoding.ASCII.GetBytes(code)) && step > lastStep)
                matched ??= step;
        return matched;
    }

    /// <summary>What the QR code says: RFC-less, but all programs read it.</summary>
    public static string Address(string issuer, string user, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(user)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";
}
