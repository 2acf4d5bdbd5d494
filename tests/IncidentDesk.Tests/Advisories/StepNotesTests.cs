using IncidentDesk.Advisories;
using IncidentDesk.Shell;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

[Category("once")]
public sealed class StepNotesTests
{
    [TestCase("the patch was published on 2022-06-14", "bản vá được công bố ngày 2022-06-14", "the patch was published on 2022-06-14")]
    [TestCase("checked by the desk", "bàn trực đã kiểm tra", "checked by the desk")]
    [TestCase("đã tắt giao diện quản trị", "đã tắt giao diện quản trị", "đã tắt giao diện quản trị")]
    [TestCase("named by phone", "named by phone", "named by phone")]
    [TestCase(null, null, null)]
    public void What_the_desk_wrote_is_said_in_the_readers_language_and_what_people_wrote_stays(string? note, string? vi, string? en)
    {
        Assert.That(StepNotes.Say(note, Language.Vietnamese), Is.EqualTo(vi));
        Assert.That(StepNotes.Say(note, Language.English), Is.EqualTo(en));
    }
}
