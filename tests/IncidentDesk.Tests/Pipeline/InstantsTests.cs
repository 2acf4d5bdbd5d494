using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

[Category("once")]
public sealed class InstantsTests
{
    [TestCase("2026-11-20T16:45:00+07:00", "2026-11-20T09:45:00.000Z")]
    [TestCase("2026-11-20T09:45:00Z", "2026-11-20T09:45:00.000Z")]
    [TestCase("2026-11-20t09:45:00z", "2026-11-20T09:45:00.000Z")]
    [TestCase("2026-11-20T09:45:00.1239Z", "2026-11-20T09:45:00.123Z")]
    [TestCase("2026-11-20T09:45:00.123456789012Z", "2026-11-20T09:45:00.123Z")]
    [TestCase("2026-11-20T09:45:00-00:30", "2026-11-20T10:15:00.000Z")]
    [TestCase("2026-11-20T09:45:00+23:59", "2026-11-19T09:46:00.000Z")]
    [TestCase("2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z")]
    public void Any_offset_comes_in_and_UTC_goes_out(string text, string utc)
    {
        Assert.That(Instants.TryRead(text, out var instant));
        Assert.That(Instants.Write(instant), Is.EqualTo(utc));
    }

    [TestCase("2026-11-20T16:45:00")]
    [TestCase("2026-11-20T16:45+07:00")]
    [TestCase("2026-11-20 16:45:00+07:00")]
    [TestCase("2026-11-20")]
    [TestCase("20/11/2026 16:45")]
    [TestCase("2025-02-29T00:00:00Z")]
    [TestCase("2026-13-01T00:00:00Z")]
    [TestCase("2026-11-20T24:00:00Z")]
    [TestCase("2026-11-20T09:45:00.Z")]
    [TestCase("2026-11-20T09:45:00+7:00")]
    [TestCase("2026-11-20T09:45:00+0700")]
    [TestCase("2026-11-20T09:45:00Z ")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    [TestCase("9999-12-31T23:59:59-14:00")]
    [TestCase("２０２６-11-20T09:45:00Z")]
    [TestCase("")]
    public void What_is_no_instant_with_an_offset_is_refused(string text) =>
        Assert.That(Instants.TryRead(text, out _), Is.False);
}
