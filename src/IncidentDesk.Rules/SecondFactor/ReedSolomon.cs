namespace IncidentDesk.Rules.SecondFactor;

/// <summary>The error correction of QR codes: remainders over GF(256) with the polynomial 0x11D.</summary>
public static class ReedSolomon
{
    public static byte[] Remainder(ReadOnlySpan<byte> data, int degree)
    {
        var divisor = Divisor(degree);
        var result = new byte[degree];
        foreach (var one in data)
        {
            var factor = (byte)(one ^ result[0]);
            result.AsSpan(1).CopyTo(result);
            result[^1] = 0;
            for (var i = 0; i < degree; i++)
                result[i] ^= Multiply(divisor[i], factor);
        }
        return result;
    }

    private static byte[] Divisor(int degree)
    {
        var result = new byte[degree];
        result[^1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var j = 0; j < degree; j++)
            {
                result[j] = Multiply(result[j], root);
                if (j + 1 < degree)
                    result[j] ^= result[j + 1];
            }
            root = Multiply(root, 2);
        }
        return result;
    }

    private static byte Multiply(byte x, byte y)
    {
        var product = 0;
        for (var i = 7; i >= 0; i--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((y >> i) & 1) * x;
        }
        return (byte)product;
    }
}
