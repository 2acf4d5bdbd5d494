using IncidentDesk.Evidence;
using NUnit.Framework;

namespace IncidentDesk.Tests.Evidence;

[Category("once")]
public sealed class FileNamesTests
{
    [TestCase("nhật ký.log", "nhật ký.log")]
    [TestCase("C:\\Users\\an\\..\\..\\log.txt", "log.txt")]
    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("logs/access.log", "access.log")]
    [TestCase("<script>alert(1)</script>.txt", "<script>alert(1)</script>.txt")]
    [TestCase("b:log.txt", "b:log.txt")]
    [TestCase("thư mục/", "")]
    public void A_path_loses_its_folders_and_what_is_no_path_stays_as_it_was_given(string said, string name) =>
        Assert.That(FileNames.Given(said), Is.EqualTo(name));

    [TestCase("nhật ký.log", "nhật ký.log")]
    [TestCase("<script>alert(1)</script>.txt", "_script_alert(1)__script_.txt")]
    [TestCase("..\\..\\a:b|c?.txt", "_.._a_b_c_.txt")]
    [TestCase(".bashrc", "bashrc")]
    [TestCase("CON.txt", "_CON.txt")]
    [TestCase("lpt1", "_lpt1")]
    [TestCase("...", "_")]
    public void What_it_is_saved_as_is_a_name_on_every_machine_and_leads_nowhere(string name, string saved) =>
        Assert.That(FileNames.ToSave(name), Is.EqualTo(saved));
}
