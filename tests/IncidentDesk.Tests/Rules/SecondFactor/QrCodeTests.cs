using System.Security.Cryptography;
using System.Text;
using IncidentDesk.Rules.SecondFactor;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.SecondFactor;

/// <summary>Compared module by module with what another encoder (qrcode-generator 2.0.4) drew of the same text with the same mask.</summary>
[Category("once")]
public sealed class QrCodeTests
{
    private const string Hello =
        """
        #######....#..#######
        #.....#...#.#.#.....#
        #.###.#.##....#.###.#
        #.###.#.#.#.#.#.###.#
        #.###.#.##..#.#.###.#
        #.....#.####..#.....#
        #######.#.#.#.#######
        ........##...........
        #.#####...##..#####..
        .##.##.#.######..##..
        ..#####.#...#.##.###.
        .##.#....######..##..
        .#.######...#..#..#.#
        ........#.#.#..#.#...
        #######..###.#..#.##.
        #.....#.#.#....#####.
        #.###.#.##.#.#..#.##.
        #.###.#.##.#####.#...
        #.###.#.##..#.##..#..
        #.....#..######.###..
        #######.##..#...#.##.
        """;

    [Test]
    public void A_short_word_looks_as_it_must() => Assert.That(Drawn(QrCode.Of("HELLO", 2)), Is.EqualTo(Hello));

    [TestCase(10, 1, 7, "de11bf6a3a82b7d12ecaeb0b43fea93137f51cb04d0b1c1496aa5b61254a94e6")]
    [TestCase(40, 3, 0, "6ada41afe829569b042932de0cf53b678f9b615843fb4ad317ce6ac9ab8d73a9")]
    [TestCase(60, 4, 0, "923ed37758ae2f8e2b9411300b20ad63cd960064c2b2af8d9c87eda98cd36588")]
    [TestCase(80, 5, 2, "3909dc766431dc879dfefcb2b924b9cf990a97609b68c1a85ce93363af2f4eaf")]
    [TestCase(100, 6, 3, "d97572f0bf308f4125bef1bfad502f434baea4769c885fbbf705c3d97df16086")]
    [TestCase(120, 7, 2, "9d284324e97f5964ed98bb0e830a59f01b6a32f80a7f241f92f3089eb88e778a")]
    [TestCase(150, 8, 2, "bbe6b068fd583d2359738a7e75c73a2efa11a760bed329f4d8b9792ad940d357")]
    [TestCase(180, 9, 2, "13022bf45914788100e8474645a977807888c1dd80af7f56f88bdf8ea0f4e984")]
    [TestCase(213, 10, 2, "381b4b07ed3cd9fe96b1b8efc8e10ff3739a5260b5b49f8fb0892b61b9786738")]
    public void Every_version_is_drawn_as_another_encoder_draws_it(int length, int version, int mask, string sum)
    {
        var code = QrCode.Of(new('x', length), mask);

        Assert.That(code.Size, Is.EqualTo(version * 4 + 17));
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Drawn(code)))), Is.EqualTo(sum));
    }

    [Test]
    public void Without_a_mask_named_one_of_the_eight_is_chosen() =>
        Assert.That(Enumerable.Range(0, 8).Select(mask => Drawn(QrCode.Of("otpauth", mask))), Has.Member(Drawn(QrCode.Of("otpauth"))));

    [Test]
    public void A_text_that_does_not_fit_is_refused() => Assert.That(() => QrCode.Of(new('x', 214)), Throws.ArgumentException);

    [Test]
    public void The_path_covers_exactly_the_dark_modules()
    {
        var code = QrCode.Of("HELLO", 2);
        var covered = System.Text.RegularExpressions.Regex.Matches(code.Path(), @"h(\d+)v1").Sum(run => int.Parse(run.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

        Assert.That(covered, Is.EqualTo(Hello.Count(sign => sign == '#')));
    }

    /// <summary>The worked example that the teaching of QR codes knows: HELLO WORLD, version 1-M.</summary>
    [Test]
    public void The_correction_is_that_of_the_known_example() =>
        Assert.That(
            ReedSolomon.Remainder([32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17], 10),
            Is.EqualTo(new byte[] { 196, 35, 39, 119, 235, 215, 231, 226, 93, 23 }));

    private static string Drawn(QrCode code) => string.Join('\n', Enumerable.Range(0, code.Size).Select(
        y => string.Concat(Enumerable.Range(0, code.Size).Select(x => code.IsDark(x, y) ? '#' : '.'))));
}
