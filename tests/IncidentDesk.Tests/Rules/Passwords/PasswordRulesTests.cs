using System.Diagnostics;
using System.Text;
using IncidentDesk.Rules.Passwords;
using NUnit.Framework;
using static IncidentDesk.Rules.Passwords.PasswordRules;

namespace IncidentDesk.Tests.Rules.Passwords;

[Category("once")]
public sealed class PasswordRulesTests
{
    [TestCase("mot-cau-dai-de-nho", Verdict.Good)]
    [TestCase("bốn con mèo ăn phở", Verdict.Good)]
    [TestCase("kf7w-m2xq-pt4h", Verdict.Good)]
    [TestCase("ngan", Verdict.TooShort)]
    [TestCase("mười một ký", Verdict.TooShort)]
    [TestCase("123456789012", Verdict.Common)]
    [TestCase("aaaaaaaaaaaaaaaa", Verdict.Common)]
    [TestCase("abcabcabcabcabc", Verdict.Common)]
    [TestCase("Password12345", Verdict.Common)]
    [TestCase("P@ssw0rd12345", Verdict.Common)]
    [TestCase("qwertyuiop12", Verdict.Common)]
    [TestCase("1qaz2wsx3edc", Verdict.Common)]
    [TestCase("Matkhau@12345", Verdict.Common)]
    [TestCase("anhyeuem123456", Verdict.Common)]
    [TestCase("Nguyễn Văn An 123", Verdict.Common)]
    [TestCase("hochiminh1990", Verdict.Common)]
    [TestCase("quantri-matkhau", Verdict.Common)]
    [TestCase("thisismypassword", Verdict.Common)]
    [TestCase("correcthorsebatterystaple", Verdict.Common)]
    [TestCase("manchesterunited", Verdict.Common)]
    [TestCase("mypassword123", Verdict.Common)]
    [TestCase("091 234 5678 9", Verdict.Common)]
    public void What_people_choose_first_is_refused_and_what_is_long_and_odd_is_not(string password, Verdict verdict) =>
        Assert.That(Judge(password, "ngoc.lan", "Đỗ Giả Ngọc Lan", "Bàn trực tỉnh"), Is.EqualTo(verdict));

    [TestCase("trandunghoa-2x")]
    [TestCase("Dung.Hoa.Tran!7")]
    [TestCase("trung tâm ứng cứu A")]
    public void A_password_made_of_the_name_or_the_desk_is_refused(string password) =>
        Assert.That(Judge(password, "hoa.tran.dung", "Trần Dung Hoa", "Trung tâm ứng cứu"), Is.EqualTo(Verdict.Context));

    /// <summary>Twelve characters and more that stand in everybody's list of guesses.</summary>
    private static readonly string[] Known =
    [
        "michael123456", "fuckyou123456", "iloveyou1234", "P@ssw0rd2024!", "princess123456", "football12345", "Liverpool2023", "chelsea123456", "manchester123",
        "jennifer2000", "superman1234", "qwertyuiopasdfghjkl", "1q2w3e4r5t6y7u8i", "1qaz2wsx3edc4rfv", "zaq1xsw2cde3", "asdfghjkl123", "1234qwerasdf", "iloveyoubaby123",
        "iloveyouforever", "ilovemichael1", "MyPassword2024", "jesuschrist1", "jesuslovesme", "m@tkh4u12345", "matkhau123456", "vietnam123456", "hanoi123456789", "saigon2024!!",
        "yeuemnhieu123", "anhyeuem2020", "Anh Yêu Em Nhiều", "khongbiet1234", "mercedesbenz1", "lamborghini1", "Ferrari12345", "toyota123456", "harleydavidson", "mickeymouse1",
        "spongebob123", "harrypotter7", "starwars1977", "pokemon12345", "minecraft123", "cristiano7ronaldo", "realmadrid07", "ch0c0l@te123", "$uperm@n1234", "trustno1trustno1",
        "123456michael", "12345678jessica", "thomasandanna", "monkeydragon1", "motherfucker1", "Summer2024!!", "vietcombank1", "dalat19051990", "abc123456789", "a123456789123",
    ];

    [TestCaseSource(nameof(Known))]
    public void What_leaks_everywhere_is_refused_though_it_is_long(string password) =>
        Assert.That(Judge(password, "ngoc.lan", "Đỗ Giả Ngọc Lan", "Bàn trực tỉnh"), Is.EqualTo(Verdict.Common));

    [TestCase("violet harbour seventeen kites")]
    [TestCase("con trâu cày ruộng tháng ba")]
    [TestCase("trái mít rụng sau vườn nhà ngoại")]
    [TestCase("purple elephant dances at noon")]
    [TestCase("michael eats nine pears")]
    [TestCase("dragon under the wet bridge")]
    [TestCase("Xe buýt số 32 luôn trễ")]
    [TestCase("ferret-lamp-ozone-quill")]
    [TestCase("hoa 8317469205 mai")]
    [TestCase("anh ba bán bánh mì")]
    [TestCase("m8Kq!zR2vL0pT")]
    public void What_somebody_thought_of_alone_is_good_though_a_common_word_is_in_it(string password) =>
        Assert.That(Judge(password, "an", "Lê Văn An", "Bàn trực tỉnh"), Is.EqualTo(Verdict.Good));

    [Test]
    public void A_very_long_one_is_judged_at_once()
    {
        var begun = Stopwatch.GetTimestamp();
        Judge(string.Concat(Enumerable.Range(0, 250).Select(n => "an1!"[n % 4].ToString() + "love"[n % 4] + "0A")));
        Assert.That(Stopwatch.GetElapsedTime(begun), Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void A_long_one_that_also_holds_the_name_is_good() =>
        Assert.That(Judge("hoa thích mưa rào tháng bảy", "hoa", "Hoa"), Is.EqualTo(Verdict.Good));

    [Test]
    public void A_thousand_characters_are_taken_and_no_more() =>
        Assert.That(
            (Judge(string.Concat(Enumerable.Range(0, 200).Select(n => "xm7kq"[n % 5] + $"{n:0000}"))), Judge(string.Concat(Enumerable.Range(0, 201).Select(n => "xm7kq"[n % 5] + $"{n:0000}")))),
            Is.EqualTo((Verdict.Good, Verdict.TooLong)));

    [Test]
    public void Half_a_character_is_no_password() => Assert.That(Judge("mot cau dai \uD83D co nho"), Is.EqualTo(Verdict.Unreadable));

    [Test]
    public void The_same_keys_are_the_same_password_whichever_way_the_machine_writes_marks() =>
        Assert.That(Normal("mật khẩu".Normalize(NormalizationForm.FormD)), Is.EqualTo("mật khẩu".Normalize(NormalizationForm.FormC)));

    [Test]
    public void The_list_of_common_ones_is_long() => Assert.That(CommonPasswords.Count, Is.GreaterThan(20_000));

    [Test]
    public void Strength_is_a_word() =>
        Assert.That(
            (StrengthOf("mot cau vua du"), StrengthOf("mot cau dai de nho"), StrengthOf("bon con meo an pho luc nua dem")), Is.EqualTo(("enough", "good", "strong")));
}
