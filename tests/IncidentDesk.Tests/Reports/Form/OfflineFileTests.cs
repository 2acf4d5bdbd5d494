using System.Text;
using IncidentDesk.Reference;
using IncidentDesk.Reports.Form;
using NUnit.Framework;

namespace IncidentDesk.Tests.Reports.Form;

/// <summary>Anybody may have written the file.</summary>
[Category("once")]
public sealed class OfflineFileTests
{
    private const string Key = "3f2b8c1e-0d4a-4e6f-9a7b-5c8d9e0f1a2b";

    private static readonly ReportForm Form = ReferenceLibrary.Load().Form;

    internal static string Good => File(("kind", "malware"), ("time", "0:01"), ("title", "Máy văn thư bị khóa"), ("agency", "SO-YTE"), ("q-machines", "3"));

    internal static string File(params (string Name, string Value)[] answers) => File(Key, answers);

    internal static string File(string key, params (string Name, string Value)[] answers) =>
        $$"""{"form":"incidentdesk-report","version":1,"key":"{{key}}","savedAt":"2026-11-20T10:00:00.000Z","answers":[{{string.Join(',', answers.Select(one => $$"""{"name":"{{one.Name}}","value":"{{one.Value}}"}"""))}}]}""";

    private static IEnumerable<TestCaseData> Hostile()
    {
        static TestCaseData Case(string name, string text, string path) => new TestCaseData(Encoding.UTF8.GetBytes(text), path).SetArgDisplayNames(name);
        yield return Case("not json", "<html></html>", "");
        yield return Case("half", "{\"form\":", "/form");
        yield return Case("empty object", "{}", "/key");
        yield return Case("a list", "[]", "");
        yield return Case("deep", new string('[', 100_000), "");
        yield return Case("twice the same field", Good.Replace("\"version\":1", "\"version\":1,\"version\":1", StringComparison.Ordinal), "/version");
        yield return Case("another version", Good.Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal), "/version");
        yield return Case("another form", Good.Replace("incidentdesk-report", "x", StringComparison.Ordinal), "/form");
        yield return Case("no key", Good.Replace(Key, "x", StringComparison.Ordinal), "/key");
        yield return Case("the empty key", Good.Replace(Key, Guid.Empty.ToString(), StringComparison.Ordinal), "/key");
        yield return Case("an unknown field", Good.Replace("\"version\":1", "\"version\":1,\"__proto__\":{}", StringComparison.Ordinal), "/__proto__");
        yield return Case("an unknown answer", File(("kind", "leak"), ("<script>", "x")), "/answers/1/name");
        yield return Case("who files is no answer", File(("via", "phone")), "/answers/0/name");
        yield return Case("an incident is no answer", File(("incident", "INC-2026-000001")), "/answers/0/name");
        yield return Case("twice the same answer", File(("kind", "leak"), ("kind", "leak")), "/answers/1/name");
        yield return Case("a null byte", File(("title", "a\\u0000b")), "/answers/0/value");
        yield return Case("half a character", File(("title", "\\ud800")), "/answers/0/value");
        yield return Case("a number for a text", Good.Replace("\"0:01\"", "1", StringComparison.Ordinal), "/answers/1/value");
        yield return Case("too many", File([.. Enumerable.Range(0, 101).Select(n => ($"n{n}", "x"))]), "/answers");
        yield return Case("a stamp", File(("title", "[TỐI MẬT]")), "/answers/0/value");
        yield return new TestCaseData(Encoding.Unicode.GetBytes(Good), "").SetArgDisplayNames("UTF-16");
        yield return new TestCaseData(new byte[] { 0xff, 0xfe, 0x00 }, "").SetArgDisplayNames("no text at all");
    }

    [TestCaseSource(nameof(Hostile))]
    public void What_is_no_file_of_ours_is_refused_by_its_place(byte[] file, string path) =>
        Assert.That(OfflineFile.Read(file, Form).Faults.Select(fault => fault.Path), Does.Contain(path));

    [Test]
    public void What_the_form_saves_is_read_whole_with_or_without_a_byte_order_mark()
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(Good), [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Good)] })
        {
            var (file, answers, faults) = OfflineFile.Read(bytes, Form);
            Assert.That(faults, Is.Empty);
            Assert.That((file!.Key.ToString(), answers["title"], answers["q-machines"]), Is.EqualTo((Key, "Máy văn thư bị khóa", "3")));
        }
    }
}
