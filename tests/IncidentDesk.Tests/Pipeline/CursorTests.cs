using System.Buffers.Text;
using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

[Category("once")]
public sealed class CursorTests
{
    private static readonly string Written = Cursor.Write("incidents", "severity=high", "newest", "key-1", 3L, "INC-2026-000123 é", null, 7);

    [Test]
    public void A_cursor_brings_back_the_last_row_s_values()
    {
        var cursor = Cursor.Read(Written, "incidents", "severity=high", "newest", "key-1")!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cursor.Number(0), Is.EqualTo(3));
            Assert.That(cursor.Text(1), Is.EqualTo("INC-2026-000123 é"));
            Assert.That(cursor.TextOrNull(2), Is.Null);
            Assert.That(cursor.NumberOrNull(2), Is.Null);
            Assert.That(cursor.Number(3), Is.EqualTo(7));
            Assert.That(Written, Does.Match("^[A-Za-z0-9_-]+$"), "it needs no escaping in a URL");
        }
    }

    [Test]
    public void Without_a_cursor_the_list_starts_at_the_top() =>
        Assert.That(Cursor.Read("", "incidents", "", "newest", "key-1"), Is.Null);

    [TestCase("reports", "severity=high", "newest", "key-1")]
    [TestCase("incidents", "severity=low", "newest", "key-1")]
    [TestCase("incidents", "severity=high", "due", "key-1")]
    [TestCase("incidents", "severity=high", "newest", "key-2")]
    [TestCase("incidentss", "everity=high", "newest", "key-1")]
    public void A_cursor_of_another_list_or_caller_is_refused(string door, string filters, string sort, string caller) =>
        AssertRefused(() => Cursor.Read(Written, door, filters, sort, caller));

    [TestCase("x")]
    [TestCase("!!!")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_cursor_is_refused(string text) => AssertRefused(() => Read(text));

    [Test]
    public void No_changed_byte_goes_unnoticed()
    {
        var bytes = Base64Url.DecodeFromChars(Written);
        for (var n = 0; n < bytes.Length; n++)
        {
            bytes[n] ^= 1;
            var changed = Base64Url.EncodeToString(bytes);
            AssertRefused(() => Read(changed));
            bytes[n] ^= 1;
        }
    }

    [Test]
    public void A_value_of_another_kind_is_refused_rather_than_broken() => AssertRefused(() => Read(Written)!.Number(1));

    private static Cursor? Read(string text) => Cursor.Read(text, "incidents", "severity=high", "newest", "key-1");

    private static void AssertRefused(Func<object?> read)
    {
        var fault = Assert.Throws<RefusedException>(() => read())!.Problem.Errors!.Single();
        Assert.That((fault.Path, fault.Code), Is.EqualTo(("?cursor", "bad-format")));
    }
}
