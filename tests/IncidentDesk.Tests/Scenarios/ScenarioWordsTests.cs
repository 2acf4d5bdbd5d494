using IncidentDesk.Scenarios;
using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

[Category("once")]
public sealed class ScenarioWordsTests
{
    [TestCase("host", null, "VNPT", "đơn vị vận hành, cho thuê: chính cơ quan → VNPT", "run or hosted by: the agency itself → VNPT")]
    [TestCase("host", "VNPT", null, "đơn vị vận hành, cho thuê: VNPT → chính cơ quan", "run or hosted by: VNPT → the agency itself")]
    [TestCase("exposure", "internal", "internet", "kết nối: Chỉ mạng nội bộ → Từ Internet", "reached from: The internal network only → The Internet")]
    [TestCase("level", "2", "3", "cấp độ 2 → 3", "level 2 → 3")]
    public void A_change_is_said_in_both_languages(string kind, string? was, string? became, string vietnamese, string english)
    {
        var change = new ScenarioReviewView.Change(DateTimeOffset.UnixEpoch, kind, null, was, became);
        Assert.That((ScenarioWords.Of(change, Language.Vietnamese), ScenarioWords.Of(change, Language.English)), Is.EqualTo((vietnamese, english)));
    }
}
