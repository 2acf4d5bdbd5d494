using System.Diagnostics;
using System.Globalization;
using System.Text;
using IncidentDesk.Rules.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Advisories;

[Category("once")]
public sealed class LetterParserTests
{
    private const string Fortinet =
        """
        UBND TỈNH MẪU
        SỞ THÔNG TIN VÀ TRUYỀN THÔNG
        Số: 1684/STTTT-CNTT
        V/v cảnh báo lỗ hổng bảo mật trong
        FortiOS và FortiProxy
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Tỉnh Mẫu, ngày 11 tháng 10 năm 2022

        Kính gửi:
        - Các sở, ban, ngành;
        - UBND các huyện.

        Ngày 07/10/2022 hãng Fortinet công bố lỗ hổng CVE – 2022 – 40684, mức ảnh hưởng: Nghiêm trọng (xem văn bản số 1547/CATTT-NCSC ngày 10/10/2022).
        Sản phẩm bị ảnh hưởng: FortiOS phiên bản từ 7.0.0 đến 7.0.6, 7.2.0 - 7.2.1; FortiProxy từ 7.0.0 đến 7.0.6 và 7.2.0; FortiSwitchManager 7.0.0, 7.2.0.
        TLP:GREEN
        Đề nghị các đơn vị:
        1. Kiểm tra, rà soát, xác định thiết bị bị ảnh hưởng.
        2. Nâng cấp lên FortiOS 7.0.7 hoặc 7.2.2; chưa nâng cấp được thì tắt giao diện quản trị
        từ Internet.
        3. Tăng cường giám sát.
        Báo cáo kết quả trước ngày 25/10/2022.
        Nơi nhận:
        1. Như trên;
        """;

    [Test]
    public void The_letter_of_eleven_October_is_read_whole()
    {
        var draft = LetterParser.Read(Fortinet);
        Assert.That(draft.Number, Is.EqualTo("1684/STTTT-CNTT"));
        Assert.That(draft.IssuedOn, Is.EqualTo(new DateOnly(2022, 10, 11)));
        Assert.That(draft.Issuer, Is.EqualTo("SỞ THÔNG TIN VÀ TRUYỀN THÔNG"));
        Assert.That(draft.Subject, Is.EqualTo("cảnh báo lỗ hổng bảo mật trong FortiOS và FortiProxy"));
        Assert.That((draft.Level, draft.Tlp, draft.DueOn), Is.EqualTo(("critical", "green", new DateOnly(2022, 10, 25))));
        Assert.That(draft.Cves, Is.EqualTo(new[] { "CVE-2022-40684" }));
        Assert.That(
            draft.Products.Select(product => $"{product.Name}: {string.Join(", ", product.Ranges)}"),
            Is.EqualTo(new[] { "FortiOS: 7.0.0 – 7.0.6, 7.2.0 – 7.2.1", "FortiProxy: 7.0.0 – 7.0.6, 7.2.0", "FortiSwitchManager: 7.0.0, 7.2.0" }));
        Assert.That(draft.Asks, Has.Count.EqualTo(3));
        Assert.That(draft.Asks[1], Does.EndWith("quản trị từ Internet."));
        Assert.That(draft.Missing, Is.Empty);
    }

    [Test]
    public void Composed_and_decomposed_letters_and_the_Eth_of_old_fonts_are_read_alike()
    {
        var other = Fortinet.Normalize(NormalizationForm.FormD).Replace("Đ", "Ð", StringComparison.Ordinal).Replace(" ", "\u00A0", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);
        var (one, two) = (LetterParser.Read(Fortinet), LetterParser.Read(other));
        Assert.That((two.Number, two.IssuedOn, two.Issuer, two.Subject, two.DueOn), Is.EqualTo((one.Number, one.IssuedOn, one.Issuer, one.Subject, one.DueOn)));
        Assert.That(two.Cves, Is.EqualTo(one.Cves));
        Assert.That(two.Asks, Is.EqualTo(one.Asks));
    }

    [TestCase("mức độ: Nghiêm trọng", "critical")]
    [TestCase("Mức ảnh hưởng: CAO", "high")]
    [TestCase("mức độ nghiêm trọng: Trung bình", "medium")]
    [TestCase("mức độ ảnh hưởng thấp", "low")]
    [TestCase("để rủi ro ở mức thấp nhất", null)]
    [TestCase("mức độ caolanh", null)]
    public void The_level_is_what_the_letter_says_of_it(string text, string? level) => Assert.That(LetterParser.Read(text).Level, Is.EqualTo(level));

    [TestCase("1684/STTTT-CNTT", true)]
    [TestCase("1547/CATTT-NCSC", true)]
    [TestCase("05/2017/QĐ-TTg", true)]
    [TestCase("331/2026/NĐ-CP", true)]
    [TestCase("116/2025/QH15", true)]
    [TestCase("18/CT-TTg", true)]
    [TestCase("119/KH-UBND", true)]
    [TestCase("2656/BCA-A05", true)]
    [TestCase("STTTT-CNTT", false)]
    [TestCase("1684", false)]
    [TestCase("1684/sttt", false)]
    public void A_number_has_its_symbol(string text, bool isOne) => Assert.That(LetterText.IsNumber(text), Is.EqualTo(isOne));

    [TestCase("Số: 1684/STTTT–CNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 1684/STTTT — CNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 1684/STTTT\u2011CNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 1684/STTTT\u2212CNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 1684/STTTT\u00ADCNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 1684/STTTT-\u00ADCNTT", "1684/STTTT-CNTT")]
    [TestCase("Số: 05/2017/QÐ–TTg", "05/2017/QĐ-TTg")]
    [TestCase("Số: 5/QĐ-UBND – Sở Nội vụ", "5/QĐ-UBND")]
    public void A_number_is_the_same_with_every_dash(string text, string number) => Assert.That(LetterParser.Read(text).Number, Is.EqualTo(number));

    [TestCase("Bản sửa: FortiOS 7.0.7, 7.2.2; FortiProxy 7.0.7, 7.2.1.", "")]
    [TestCase("Bản sửa:\n- FortiOS 7.0.7\n- FortiProxy 7.2.1", "")]
    [TestCase("Phiên bản an toàn: FortiOS 7.0.7", "")]
    [TestCase("Lỗ hổng đã vá trong FortiOS 7.0.7", "")]
    [TestCase("Cập nhật lên FortiOS 7.0.7 hoặc 7.2.2", "")]
    [TestCase("Fixed in FortiOS 7.0.7", "")]
    [TestCase("Patched in: FortiOS 7.0.7, 7.2.2", "")]
    [TestCase("Upgrade to FortiOS 7.0.7", "")]
    [TestCase("Upgrade to 7.0.7 or 7.2.2", "")]
    [TestCase("Ảnh hưởng: FortiOS 7.0.0-7.0.6, FortiProxy 7.2.0 (đã sửa tại FortiOS 7.0.7)", "FortiOS: 7.0.0 – 7.0.6; FortiProxy: 7.2.0")]
    [TestCase("Ảnh hưởng FortiOS 7.0.6. Khắc phục: nâng cấp FortiOS lên 7.0.7", "FortiOS: 7.0.6")]
    [TestCase("Bản sửa: FortiOS 7.0.7; ảnh hưởng: FortiOS 7.0.6", "FortiOS: 7.0.6")]
    [TestCase("FortiOS 7.0.0 đến 7.0.6 chưa được vá", "FortiOS: 7.0.0 – 7.0.6")]
    [TestCase("Điểm CVSS: 9.8", "")]
    public void What_mends_is_not_what_is_affected(string text, string products)
    {
        var draft = LetterParser.Read(text);
        Assert.That((Shown(draft), draft.Unread.Count), Is.EqualTo((products, 0)));
    }

    [TestCase("FortiOS 7.0.0 → 7.0.6", "7.0.0 – 7.0.6")]
    [TestCase("FortiOS 7.0.0 -> 7.0.6", "7.0.0 – 7.0.6")]
    [TestCase("FortiOS: từ 7.0.0 tới 7.0.6", "7.0.0 – 7.0.6")]
    [TestCase("FortiOS version 7.0.0 through 7.0.6 and 7.2.0 to 7.2.1", "7.0.0 – 7.0.6, 7.2.0 – 7.2.1")]
    [TestCase("FortiOS các phiên bản trước 7.0.7", "< 7.0.7")]
    [TestCase("FortiOS versions before 7.0.7", "< 7.0.7")]
    [TestCase("FortiOS < 7.0.7", "< 7.0.7")]
    [TestCase("FortiOS phiên bản 7.2.x trước 7.2.2", "7.2.0 – < 7.2.2")]
    [TestCase("FortiOS từ 7.0.0 đến trước 7.0.7", "7.0.0 – < 7.0.7")]
    [TestCase("FortiOS >= 7.0.0, < 7.0.7", "7.0.0 – < 7.0.7")]
    [TestCase("FortiOS 7.0.6 trở về trước", "≤ 7.0.6")]
    [TestCase("FortiOS 7.0.6 và các phiên bản cũ hơn", "≤ 7.0.6")]
    [TestCase("FortiOS 7.0.1 trở lên", "≥ 7.0.1")]
    [TestCase("FortiOS 7.2.x", "7.2")]
    [TestCase("FortiOS 7.2: 7.2.0 through 7.2.1", "7.2.0 – 7.2.1")]
    [TestCase("FortiOS 7.0.0\u20117.0.6", "7.0.0 – 7.0.6")]
    public void A_range_is_read_with_its_borders(string text, string ranges) => Assert.That(Shown(LetterParser.Read(text)), Is.EqualTo($"FortiOS: {ranges}"));

    [TestCase("FortiOS 7.0.0 cùng với 7.0.6")]
    [TestCase("FortiOS 7.0.7 đã được vá")]
    [TestCase("Nâng cấp thiết bị bị ảnh hưởng: FortiOS 7.0.7")]
    [TestCase("Các phiên bản trước 7.0.7 bị ảnh hưởng")]
    [TestCase("FortiOS 7.0.6 - 7.0.0")]
    public void What_cannot_be_told_for_sure_is_in_no_range_and_is_named(string text)
    {
        var draft = LetterParser.Read(text);
        Assert.That((Shown(draft), string.Join('|', draft.Unread)), Is.EqualTo(("", text)));
    }

    [TestCase("CVE - 2022-40684", "CVE-2022-40684")]
    [TestCase("cve–2022—30190", "CVE-2022-30190")]
    [TestCase("CVE-2022\u2011 40684", "CVE-2022-40684")]
    [TestCase("CVE-2022-123", null)]
    [TestCase("xem CVE-2022-40684", null)]
    public void A_CVE_is_one_however_it_was_typed(string text, string? cve) => Assert.That(LetterText.CveOf(text), Is.EqualTo(cve));

    [Test]
    public void What_is_not_found_is_named_and_never_made_up()
    {
        var draft = LetterParser.Read("Cảnh báo về CVE-2022-30190 trong Microsoft Support Diagnostic Tool.");
        Assert.That(draft.Missing, Is.EqualTo(new[] { "number", "issuedOn", "subject" }).Or.EqualTo(new[] { "number", "issuedOn", "issuer", "subject" }));
        Assert.That((draft.Number, draft.IssuedOn, draft.Subject, draft.Level, draft.DueOn), Is.EqualTo(((string?)null, (DateOnly?)null, (string?)null, (string?)null, (DateOnly?)null)));
        Assert.That(LetterParser.Read("").Cves, Is.Empty);
        Assert.That(LetterParser.Read("ngày 31 tháng 2 năm 2022 Số: 1/A").IssuedOn, Is.Null);
    }

    [TestCase("trước ngày 25/10/2022", "2022-10-25", null)]
    [TestCase("chậm nhất là ngày 25 tháng 10 năm 2022", "2022-10-25", null)]
    [TestCase("chậm nhất là ngày 25/10/2022", "2022-10-25", null)]
    [TestCase("trước 17h00 ngày 30/06/2022", "2022-06-30", "17:00")]
    [TestCase("trước 17 giờ 00, ngày 30/6/2022", "2022-06-30", "17:00")]
    [TestCase("Trước 17h ngày 30/6/2022", "2022-06-30", "17:00")]
    [TestCase("trước 17g30 ngày 30-6-2022", "2022-06-30", "17:30")]
    [TestCase("trước 17:05\nngày 30.6.2022", "2022-06-30", "17:05")]
    [TestCase("trước 17 giờ 30/6/2022", "2022-06-30", "17:00")]
    [TestCase("chậm nhất là 17 giờ 30 phút, thứ Năm, ngày 30 tháng 6 năm 2022", "2022-06-30", "17:30")]
    [TestCase("đến hết 17h00 (thứ 5), ngày 30/6/2022", "2022-06-30", "17:00")]
    [TestCase("trước 5 giờ chiều ngày 30/6/2022", "2022-06-30", "17:00")]
    [TestCase("trước 12 giờ trưa ngày 30/6/2022", "2022-06-30", "12:00")]
    [TestCase("trước 24h00 ngày 30/6/2022", "2022-06-30", null)]
    [TestCase("trước 17h75 ngày 30/6/2022", "2022-06-30", null)]
    [TestCase("trước 17h00 ngày 31/6/2022", null, null)]
    [TestCase("FortiOS trước 7.0.7, ngày 30/6/2022", null, null)]
    public void It_is_due_by_the_hour_that_stands_before_the_day(string text, string? day, string? hour)
    {
        var draft = LetterParser.Read(text);
        Assert.That(
            (draft.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), draft.DueHour?.ToString("HH:mm", CultureInfo.InvariantCulture)), Is.EqualTo((day, hour)));
    }

    [Test]
    public void What_is_meant_to_stall_the_reader_does_not()
    {
        // The patterns are made ready when they are first used, and that takes longer than any of these texts.
        LetterParser.Read(Fortinet);
        foreach (var hostile in new[] { new string('A', 300_000), Again("A ", 100_000), Again("A 1.1, ", 500) + "!", Again("từ 1.1, đến 1.1, ", 200) + "!", Again("lên FortiOS 1.1 ", 240),
            Again("Số 1/A-", 20_000), Again("1. x\n", 10_000), Again("V/v \n", 10_000), Again("CVE - ", 30_000), Again("trước ngày ", 18_000), Again("trước 17 giờ 00, ", 12_000),
            "trước 17h" + new string(',', 190_000), Again("trước 1h thứ\n", 15_000), Again(Again("Aa Bb Cc Dd 1 ", 280) + "\n", 10) })
        {
            var begun = Stopwatch.GetTimestamp();
            var draft = LetterParser.Read(hostile);
            // A line that stalls is given up after five seconds and left to a person. Each of these takes a second at most, on a machine that has much else to do.
            Assert.That(Stopwatch.GetElapsedTime(begun), Is.LessThan(TimeSpan.FromSeconds(4)), hostile[..14]);
            Assert.That(draft.Unread, Is.Empty, hostile[..14]);
        }
    }

    private static string Again(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Shown(LetterDraft draft) => string.Join("; ", draft.Products.Select(product => $"{product.Name}: {string.Join(", ", product.Ranges)}"));
}
