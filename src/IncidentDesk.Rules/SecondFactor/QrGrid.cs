namespace IncidentDesk.Rules.SecondFactor;

/// <summary>The modules of one QR code: its fixed patterns, its bits on their winding way, and how well a mask reads.</summary>
internal sealed class QrGrid
{
    private readonly bool[,] dark, isFixed;

    private QrGrid(int version)
    {
        Size = version * 4 + 17;
        (dark, isFixed) = (new bool[Size, Size], new bool[Size, Size]);
    }

    public int Size { get; }

    public bool this[int x, int y] => dark[x, y];

    public static QrGrid Draw(int version, int[] alignment, byte[] codewords, int mask)
    {
        var grid = new QrGrid(version);
        grid.DrawFixed(version, alignment, mask);
        grid.DrawBits(codewords, mask);
        return grid;
    }

    /// <summary>The four rules of the standard: runs, blocks, what looks like a finder, and the balance of dark and light.</summary>
    public int Penalty()
    {
        var (penalty, count) = (0, 0);
        for (var a = 0; a < Size; a++)
            penalty += LinePenalty(b => dark[b, a]) + LinePenalty(b => dark[a, b]);
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
            {
                count += dark[x, y] ? 1 : 0;
                if (x + 1 < Size && y + 1 < Size && dark[x, y] == dark[x + 1, y] && dark[x, y] == dark[x, y + 1] && dark[x, y] == dark[x + 1, y + 1])
                    penalty += 3;
            }
        var total = Size * Size;
        return penalty + ((Math.Abs(count * 20 - total * 10) + total - 1) / total - 1) * 10;
    }

    private int LinePenalty(Func<int, bool> line)
    {
        var penalty = 0;
        for (int at = 0, run; at < Size; at += run)
        {
            for (run = 1; at + run < Size && line(at + run) == line(at);)
                run++;
            penalty += run >= 5 ? run - 2 : 0;
        }
        // 1:1:3:1:1 with four light ones on one side; what lies outside is light.
        bool At(int place) => place >= 0 && place < Size && line(place);
        for (var at = 0; at + 7 <= Size; at++)
            if (At(at) && !At(at + 1) && At(at + 2) && At(at + 3) && At(at + 4) && !At(at + 5) && At(at + 6))
                penalty += (Light(at - 4) ? 40 : 0) + (Light(at + 7) ? 40 : 0);
        return penalty;
        bool Light(int from) => !At(from) && !At(from + 1) && !At(from + 2) && !At(from + 3);
    }

    private void DrawFixed(int version, int[] alignment, int mask)
    {
        for (var i = 0; i < Size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
        foreach (var (x, y) in new[] { (3, 3), (Size - 4, 3), (3, Size - 4) })
            DrawSquare(x, y, 4, distance => distance is not (2 or 4));
        for (var i = 0; i < alignment.Length; i++)
            for (var j = 0; j < alignment.Length; j++)
                if (!((i == 0 && j == 0) || (i == 0 && j == alignment.Length - 1) || (i == alignment.Length - 1 && j == 0)))
                    DrawSquare(alignment[i], alignment[j], 2, distance => distance != 1);
        DrawFormat(mask);
        if (version >= 7)
            DrawVersion(version);
    }

    private void DrawSquare(int x, int y, int reach, Func<int, bool> isDark)
    {
        for (var dy = -reach; dy <= reach; dy++)
            for (var dx = -reach; dx <= reach; dx++)
                if (x + dx >= 0 && x + dx < Size && y + dy >= 0 && y + dy < Size)
                    Fix(x + dx, y + dy, isDark(Math.Max(Math.Abs(dx), Math.Abs(dy))));
    }

    // Level M is 00 in the two bits before the mask.
    private void DrawFormat(int mask)
    {
        var rest = mask;
        for (var i = 0; i < 10; i++)
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        var bits = ((mask << 10) | rest) ^ 0x5412;
        bool Bit(int i) => ((bits >> i) & 1) == 1;
        for (var i = 0; i <= 5; i++)
            Fix(8, i, Bit(i));
        Fix(8, 7, Bit(6));
        Fix(8, 8, Bit(7));
        Fix(7, 8, Bit(8));
        for (var i = 9; i < 15; i++)
            Fix(14 - i, 8, Bit(i));
        for (var i = 0; i < 8; i++)
            Fix(Size - 1 - i, 8, Bit(i));
        for (var i = 8; i < 15; i++)
            Fix(8, Size - 15 + i, Bit(i));
        Fix(8, Size - 8, true);
    }

    private void DrawVersion(int version)
    {
        var rest = version;
        for (var i = 0; i < 12; i++)
            rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        var bits = (version << 12) | rest;
        for (var i = 0; i < 18; i++)
        {
            var (a, b) = (Size - 11 + i % 3, i / 3);
            Fix(a, b, ((bits >> i) & 1) == 1);
            Fix(b, a, ((bits >> i) & 1) == 1);
        }
    }

    private void DrawBits(byte[] codewords, int mask)
    {
        var at = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            // The column of the timing pattern is skipped.
            if (right == 6)
                right = 5;
            for (var step = 0; step < Size; step++)
                for (var j = 0; j < 2; j++)
                {
                    var x = right - j;
                    var y = ((right + 1) & 2) == 0 ? Size - 1 - step : step;
                    if (isFixed[x, y])
                        continue;
                    var bit = at < codewords.Length * 8 && ((codewords[at >> 3] >> (7 - (at & 7))) & 1) == 1;
                    at++;
                    dark[x, y] = bit ^ IsMasked(mask, x, y);
                }
        }
    }

    private static bool IsMasked(int mask, int x, int y) => mask switch
    {
        0 => (x + y) % 2 == 0,
        1 => y % 2 == 0,
        2 => x % 3 == 0,
        3 => (x + y) % 3 == 0,
        4 => (x / 3 + y / 2) % 2 == 0,
        5 => x * y % 2 + x * y % 3 == 0,
        6 => (x * y % 2 + x * y % 3) % 2 == 0,
        _ => ((x + y) % 2 + x * y % 3) % 2 == 0,
    };

    private void Fix(int x, int y, bool isDark) => (dark[x, y], isFixed[x, y]) = (isDark, true);
}
