using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Providers;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Providers;

public sealed class CoverageClockTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient lead = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        desk = await Desk.StartAsync(clock);
        foreach (var code in new[] { "SO-YTE", "SO-GDDT" })
        {
            await desk.AgencyAsync(code);
            await desk.MailAddressAsync(code, $"{code.ToLowerInvariant()}@mau.example");
        }
        lead = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "hoa", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task An_agency_is_told_once_that_its_cover_ends_and_once_that_it_has_ended()
    {
        await CommitAsync("2026-01-01", "2026-12-15");
        await TurnAsync();
        await TurnAsync();
        var mail = (await desk.ToldAsync("provider-")).Single();
        Assert.That((mail.Cause, mail.Address), Is.EqualTo(("provider-ending-20261215", "so-yte@mau.example")));
        Assert.That(mail.Text, Does.Contain("hết hạn 15/12/2026, chưa có cam kết tiếp theo").And.Contain("ends on 15 Dec 2026, and nothing follows").And.Not.Contain("SO-GDDT"));

        clock.Jump(TimeSpan.FromDays(27));
        await TurnAsync();
        Assert.That(await CausesAsync("so-yte@mau.example"), Is.EqualTo(new[] { "provider-ended-20261216", "provider-ending-20261215" }));

        await CommitAsync("2027-01-01", null);
        await TurnAsync();
        Assert.That(await CausesAsync("so-yte@mau.example"), Does.Contain("provider-gap-20261216"), "until the next one begins it is a gap");
        clock.Jump(TimeSpan.FromDays(30));
        await TurnAsync();
        Assert.That(await CausesAsync("so-yte@mau.example"), Has.Count.EqualTo(3), "a gap that is over is history");
    }

    [Test]
    public async Task Who_never_said_a_word_is_told_after_a_month_and_who_said_that_there_is_none_is_not()
    {
        Assert.That((await lead.PutAsync("/api/v1/providers/none/SO-YTE", """{"reason":"Tự vận hành"}""")).Code, Is.EqualTo(200));
        await TurnAsync();
        Assert.That(await desk.ToldAsync("provider-"), Is.Empty, "there was no time yet to say something");
        clock.Jump(TimeSpan.FromDays(31));
        await TurnAsync();
        await TurnAsync();
        Assert.That((await desk.ToldAsync("provider-")).Select(mail => $"{mail.Cause} {mail.Address}"), Is.EqualTo(new[] { "provider-uncovered-none so-gddt@mau.example" }));
    }

    private async Task CommitAsync(string from, string? to)
    {
        var known = (await lead.ReadAsync("/api/v1/providers")).Json!["items"]!.AsArray();
        var id = known.Count > 0 ? (string)known[0]!["id"]! : (string)(await lead.PostAsync("/api/v1/providers", """{"name":"Công ty Mẫu"}""")).Json!["id"]!;
        var answer = await lead.PostAsync($"/api/v1/providers/{id}/commitments", new JsonObject
        {
            ["agency"] = "SO-YTE", ["document"] = "12/2026/HĐ-ATTT", ["services"] = new JsonArray("monitoring"), ["from"] = from, ["to"] = to,
        }.ToJsonString());
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
    }

    private async Task<IReadOnlyList<string>> CausesAsync(string address) => [.. (await desk.ToldAsync("provider-")).Where(mail => mail.Address == address).Select(mail => mail.Cause).Order()];

    private Task TurnAsync() => desk.Services.GetRequiredService<CoverageClock>().TurnAsync(CancellationToken.None);
}
