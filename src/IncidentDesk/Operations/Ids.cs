using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IncidentDesk.Operations;

/// <summary>
/// UUIDv7 (RFC 9562, section 6.2, method 1): 48 bits of milliseconds, then a 12-bit counter, so that ids of one process follow the
/// order in which they were asked for even within a millisecond, and indexes grow at their end.
/// </summary>
public static class Ids
{
    private static long last;

    // Asking the system for chance costs the same for eight bytes as for five hundred, and a report takes ten ids.
    [ThreadStatic]
    private static byte[]? chance;

    [ThreadStatic]
    private static int used;

    public static Guid Next(DateTimeOffset instant)
    {
        var tick = Advance(instant.ToUnixTimeMilliseconds() << 12);
        Span<byte> bytes = stackalloc byte[16];
        Chance().CopyTo(bytes[8..]);
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)(tick >> 12) << 16) | 0x7000UL | ((ulong)tick & 0xFFF));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>
    /// For the index: ids of an instant lie after this one (<paramref name="seconds"/> below 0) or before it. An id may run a second ahead of
    /// its instant; the column of the instant itself says the rest.
    /// </summary>
    public static string? Around(DateTimeOffset? instant, int seconds)
    {
        if (instant is not { } at)
            return null;
        // A report of a file may carry a time before that of any id.
        var hex = Math.Max(0, at.ToUnixTimeMilliseconds() + (seconds * 2000L)).ToString("x12", System.Globalization.CultureInfo.InvariantCulture);
        return $"{hex[..8]}-{hex[8..]}";
    }

    private static ReadOnlySpan<byte> Chance()
    {
        chance ??= new byte[512];
        if (used == 0)
            RandomNumberGenerator.Fill(chance);
        var taken = chance.AsSpan(used, 8);
        used = (used + 8) % chance.Length;
        return taken;
    }

    private static long Advance(long wanted)
    {
        while (true)
        {
            var before = Volatile.Read(ref last);
            // A clock that was set back (a test's, or a far future detection) must not tie ids to the past for ever: only near ties advance.
            var after = wanted > before || before - wanted > MostAhead ? wanted : before + 1;
            if (Interlocked.CompareExchange(ref last, after, before) == before)
                return after;
        }
    }

    private const long MostAhead = 1000L << 12;
}
