using System.Globalization;
using System.Text;

namespace IncidentDesk.Rules.SecondFactor;

/// <summary>
/// A QR code (ISO/IEC 18004) of a short text: byte mode, error correction M, versions 1 to 10. Enough for what an authenticator program scans, and no package for it.
/// </summary>
public sealed class QrCode
{
    private const int LongestVersion = 10;
    private static readonly int[] Codewords = [0, 26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
    private static readonly int[] Correction = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
    private static readonly int[] Blocks = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
    private static readonly int[] SecondAlignment = [0, 0, 18, 22, 26, 30, 34, 22, 24, 26, 28];

    private readonly QrGrid grid;

    private QrCode(QrGrid grid) => this.grid = grid;

    public int Size => grid.Size;

    public bool IsDark(int x, int y) => grid[x, y];

    /// <param name="mask">0 to 7; the one that reads best when left out.</param>
    /// <exception cref="ArgumentException">The text is longer than 213 bytes.</exception>
    public static QrCode Of(string text, int? mask = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, LongestVersion).FirstOrDefault(one => Capacity(one) * 8 >= 4 + LengthBits(one) + bytes.Length * 8);
        if (version == 0)
            throw new ArgumentException("The text is too long for this QR code.", nameof(text));
        var codewords = Interleaved(Data(bytes, version), version);
        var candidates = (mask is { } one ? [one] : Enumerable.Range(0, 8)).Select(candidate => QrGrid.Draw(version, AlignmentOf(version), codewords, candidate));
        return new(candidates.MinBy(candidate => candidate.Penalty())!);
    }

    /// <summary>The dark modules as the path of an SVG, with a quiet zone of four.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                if (!IsDark(x, y))
                    continue;
                var from = x;
                while (x + 1 < Size && IsDark(x + 1, y))
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from + 4} {y + 4}h{x - from + 1}v1h-{x - from + 1}z");
            }
        return path.ToString();
    }

    private static int LengthBits(int version) => version < 10 ? 8 : 16;

    private static int Capacity(int version) => Codewords[version] - Correction[version] * Blocks[version];

    private static int[] AlignmentOf(int version) => version switch
    {
        1 => [],
        < 7 => [6, SecondAlignment[version]],
        _ => [6, SecondAlignment[version], version * 4 + 10],
    };

    private static byte[] Data(byte[] text, int version)
    {
        var bits = new List<bool>();
        void Add(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--)
                bits.Add(((value >> i) & 1) == 1);
        }

        Add(4, 4);
        Add(text.Length, LengthBits(version));
        foreach (var one in text)
            Add(one, 8);
        var capacity = Capacity(version) * 8;
        Add(0, Math.Min(4, capacity - bits.Count));
        Add(0, (8 - bits.Count % 8) % 8);
        for (var pad = 0xEC; bits.Count < capacity; pad ^= 0xEC ^ 0x11)
            Add(pad, 8);
        var data = new byte[capacity / 8];
        for (var i = 0; i < bits.Count; i++)
            data[i >> 3] |= (byte)((bits[i] ? 1 : 0) << (7 - (i & 7)));
        return data;
    }

    private static byte[] Interleaved(byte[] data, int version)
    {
        var (count, correction, total) = (Blocks[version], Correction[version], Codewords[version]);
        var shorter = count - total % count;
        var length = total / count - correction;
        var (blocks, corrections) = (new List<byte[]>(), new List<byte[]>());
        for (int i = 0, at = 0; i < count; i++)
        {
            var block = data.AsSpan(at, length + (i < shorter ? 0 : 1));
            blocks.Add(block.ToArray());
            corrections.Add(ReedSolomon.Remainder(block, correction));
            at += block.Length;
        }
        return
        [
            .. Enumerable.Range(0, length + 1).SelectMany(i => blocks.Where(block => i < block.Length).Select(block => block[i])),
            .. Enumerable.Range(0, correction).SelectMany(i => corrections.Select(block => block[i])),
        ];
    }
}
