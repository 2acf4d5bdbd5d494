using System.Diagnostics;
using IncidentDesk.People;
using IncidentDesk.Rules.Passwords;
using NUnit.Framework;

namespace IncidentDesk.Tests.People;

[Category("once")]
public sealed class LeakedPasswordsTests
{
    private static readonly string[] Nobody = ["an", "Lê Văn An", "Bàn trực tỉnh"];

    /// <summary>All of them are good by our own rules: without the list they would be taken.</summary>
    private static readonly string[] Leaked =
    [
        "leavemealone", "leave me alone", "Leave.Me.Alone", "LeaveMeAlone1", "l3avemealone", "enolaemevael", "sonyericsson", "peanutbutter", "thecakeisalie", "sanfrancisco99",
        "coffeewindow", "s.o.n.y.e.r.i.c.s.s.o.n",
        "4815162342lost", "stratocaster!1", "systemofadown07", "residentevil", "mortalkombat4!", "weihnachtsbaum24", "ghjcnjgfhjkm", "passwordpasswordpasswordpassword",
    ];

    private static readonly string[] Own =
    [
        "mot-cau-dai-de-nho", "bốn con mèo ăn phở", "bon con meo an pho", "mot mat khau dai", "kf7w-m2xq-pt4h", "violet harbour seventeen kites", "con trâu cày ruộng tháng ba",
        "trái mít rụng sau vườn nhà ngoại", "purple elephant dances at noon", "michael eats nine pears", "dragon under the wet bridge", "Xe buýt số 32 luôn trễ",
        "ferret-lamp-ozone-quill", "violetharbourkites", "hoa 8317469205 mai", "anh ba bán bánh mì", "m8Kq!zR2vL0pT", "cá rô kho tộ",
    ];

    [TestCaseSource(nameof(Leaked))]
    public void What_leaked_or_is_near_it_is_refused_where_our_own_rules_would_take_it(string password) =>
        Assert.That(
            (PasswordRules.Judge(password, Nobody), Passwords.Judge(password, Nobody)), Is.EqualTo((PasswordRules.Verdict.Good, PasswordRules.Verdict.Common)));

    [TestCaseSource(nameof(Own))]
    public void What_somebody_thought_of_alone_is_still_good(string password) => Assert.That(Passwords.Judge(password, Nobody), Is.EqualTo(PasswordRules.Verdict.Good));

    [Test]
    public void What_our_own_rules_refuse_keeps_its_verdict() =>
        Assert.That(
            (Passwords.Judge("peanut", Nobody), Passwords.Judge("mot cau dai \uD83D co nho", Nobody), Passwords.Judge("lê văn an 7x", Nobody)),
            Is.EqualTo((PasswordRules.Verdict.TooShort, PasswordRules.Verdict.Unreadable, PasswordRules.Verdict.Context)));

    [Test]
    public async Task Every_long_one_of_the_list_that_ships_is_refused_also_with_a_capital_and_a_sign()
    {
        await using var stream = typeof(Zxcvbn.Zxcvbn).Assembly.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!;
        using var reader = new StreamReader(stream);
        var all = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var longs = all.Where(password => password.Length >= PasswordRules.Least).ToList();

        Assert.That((all.Length, longs.Count), Is.EqualTo((30_000, 229)));
        Assert.That(longs.Where(password => Passwords.Judge(password, []) == PasswordRules.Verdict.Good), Is.Empty);
        Assert.That(longs.Where(password => Passwords.Judge(char.ToUpperInvariant(password[0]) + password[1..] + "1!", []) == PasswordRules.Verdict.Good), Is.Empty);
    }

    [TestCase("password")]
    [TestCase("qwertyuiop")]
    [TestCase("p4$$w0rd1!7")]
    [TestCase("4@8({[<369 1!|1|70$5+7%2")]
    [TestCase("1!2@3#4$5%")]
    [TestCase("٣/٤/٢٠٠٠")]
    [TestCase("xm7kq0000")]
    public void A_thousand_characters_are_judged_at_once(string piece)
    {
        var password = string.Concat(Enumerable.Repeat(piece, (PasswordRules.Most / piece.Length) + 1))[..PasswordRules.Most];
        LeakedPasswords.AreNear(password);
        var begun = Stopwatch.GetTimestamp();
        LeakedPasswords.AreNear(password);
        Assert.That(Stopwatch.GetElapsedTime(begun), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Many_at_once_get_the_answers_that_each_gets_alone()
    {
        var alone = Leaked.Concat(Own).Select(LeakedPasswords.AreNear).ToList();
        Assert.That(Enumerable.Range(0, 8).AsParallel().SelectMany(_ => Leaked.Concat(Own).Select(LeakedPasswords.AreNear).Index())
            .All(answer => answer.Item == alone[answer.Index]), Is.True);
    }
}
