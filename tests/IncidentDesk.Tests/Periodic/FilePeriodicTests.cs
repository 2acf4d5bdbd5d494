using System.Text;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Evidence;
using IncidentDesk.Tests.Papers;
using NUnit.Framework;

namespace IncidentDesk.Tests.Periodic;

/// <summary>A periodic report is recorded as sent no earlier than it can have been, and whoever is refused is told from when on.</summary>
public sealed class FilePeriodicTests
{
    [TestCase("2025-11-01T00:00:00+07:00", "tt20-member-annual", "2025-12-13T23:59:59.999+07:00", "14/12/2025 00:00", TestName = "Due_before_its_figures_are_whole_on_its_last_good_day")]
    [TestCase("2026-05-01T00:00:00+07:00", "tt20-member-six-month", "2026-06-14T23:59:59.999+07:00", "15/06/2026 00:00", TestName = "Once_its_figures_are_whole")]
    public async Task Sent_too_early_it_is_refused_with_the_first_instant_that_would_do(string begin, string code, string sent, string first)
    {
        await using var scene = await PeriodicScene.StartAsync(begin);
        await scene.AtAsync(sent);
        var duty = await scene.Desk.Database.ReadAsync(
            reading => reading.SingleAsync<Guid>("SELECT id FROM periodic_duties WHERE code = @code", new { code }), CancellationToken.None);

        var refused = await FileAsync();

        Assert.That(refused.Faults, Is.EqualTo(new[] { "/at out-of-range" }));
        Assert.That(((string)refused.Json!["errors"]![0]!["message"]!, (string)refused.Json["errors"]![0]!["messageVi"]!), Is.EqualTo((
            $"By the period of its figures this report cannot have been sent before {first}: check the date.",
            $"Theo kỳ số liệu, báo cáo này không thể đã gửi trước {first}: hãy kiểm tra ngày giờ.")));
        scene.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That((await FileAsync()).Code, Is.EqualTo(200));

        Task<Answer> FileAsync() => scene.Writer.SendToAsync(
            HttpMethod.Put, $"/api/v1/obligations/periodic/{duty:D}/filing", new StringContent("""{"proof":"15/BC"}""", Encoding.UTF8, "application/json"));
    }
}
