using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

[Category("once")]
public sealed class StateSecretMarkingTests
{
    [TestCase("MẬT")]
    [TestCase("Công văn số 12\r\n  TỐI  MẬT \r\nKính gửi đơn vị")]
    [TestCase("một\n*** TUYỆT MẬT ***")]
    [TestCase("[MẬT] Danh sách thiết bị")]
    [TestCase("Danh sách thiết bị (Tuyệt mật)")]
    [TestCase("Độ mật: Tối mật. Nơi nhận: lưu")]
    [TestCase("ĐỘ MẬT : A")]
    [TestCase("\u00D0ộ mật: Tối mật")]
    [TestCase("\uFF2D\u1EAC\uFF34")]
    [TestCase("M\u00ADẬ\u200BT")]
    [TestCase("Công văn (\u2060MẬT\u2060) số 5")]
    [TestCase("Công văn \u300EMẬT\u300F số 5")]
    [TestCase("TỐI-MẬT")]
    [TestCase("\u041CẬ\u0422")]
    [TestCase("\u039CẬ\u03A4")]
    public void What_stands_as_a_stamp_is_one(string text)
    {
        Assert.That(StateSecretMarking.IsIn(text), Is.True);
        Assert.That(StateSecretMarking.IsIn(text.Normalize(System.Text.NormalizationForm.FormD)), Is.True);
    }

    [TestCase("LỘ MẬT KHẨU")]
    [TestCase("BẢO MẬT")]
    [TestCase("BÍ MẬT")]
    [TestCase("Phần mềm bảo mật (bảo mật) bị tắt")]
    [TestCase("Mức độ bảo mật: cao")]
    [TestCase("Nghi có tài liệu mật trên máy")]
    [TestCase("Độ mật: ........")]
    [TestCase("")]
    public void A_word_in_a_sentence_is_no_stamp(string text) => Assert.That(StateSecretMarking.IsIn(text), Is.False);

    [Test]
    public void A_stamp_is_found_whatever_stands_around_its_line_and_however_it_is_typed() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            (from before in Lines() from after in Lines() from stamp in Gen.Elements("MẬT", "TỐI MẬT", "TUYỆT MẬT")
             from frame in Gen.Elements("{0}", "  {0} ", "*** {0} ***", "[{0}]", "- {0} -", "Độ mật: {0}") from ends in Gen.Elements("\n", "\r\n")
             from form in Gen.Elements(System.Text.NormalizationForm.FormC, System.Text.NormalizationForm.FormD) from lower in Gen.Elements(true, false)
             select (before + ends + string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, lower ? stamp.ToLowerInvariant() : stamp) + ends + after).Normalize(form)).ToArbitrary(),
            StateSecretMarking.IsIn));

    [Test]
    public void Words_of_security_in_sentences_are_never_stamps() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(
            Gen.Elements("mật khẩu", "bảo mật", "bí mật", "MẬT KHẨU", "BẢO MẬT", "BÍ MẬT", "máy chủ", "đã lộ", "quản trị", "mất", "mặt", "12", "lúc 8:00").NonEmptyListOf()
                .Select(words => string.Join(' ', words)).ToArbitrary(),
            text => !StateSecretMarking.IsIn(text)));

    private static Gen<string> Lines() =>
        Gen.Elements("Kính gửi đơn vị", "", "Máy chủ bị lộ mật khẩu", "12/2026", "(bảo mật)", "-----").ListOf().Select(lines => string.Join('\n', lines));
}
