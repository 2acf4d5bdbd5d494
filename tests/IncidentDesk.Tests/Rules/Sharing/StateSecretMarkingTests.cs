using IncidentDesk.Rules.Sharing;
using NUnit.Framework;

namespace IncidentDesk.Tests.Rules.Sharing;

public sealed class StateSecretMarkingTests
{
    [TestCase("MẬT")]
    [TestCase("Công văn số 12\r\n  TỐI  MẬT \r\nKính gửi đơn vị")]
    [TestCase("một\n*** TUYỆT MẬT ***")]
    [TestCase("[MẬT] Danh sách thiết bị")]
    [TestCase("Danh sách thiết bị (Tuyệt mật)")]
    [TestCase("Độ mật: Tối mật. Nơi nhận: lưu")]
    [TestCase("ĐỘ MẬT : A")]
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
}
