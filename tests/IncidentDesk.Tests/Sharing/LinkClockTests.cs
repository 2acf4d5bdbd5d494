using IncidentDesk.Harness;
using IncidentDesk.Sharing;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Delivery;
using IncidentDesk.Tests.Duty;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Sharing;

public sealed class LinkClockTests
{
    private ManualClock clock = null!;
    private Desk desk = null!;
    private HttpClient admin = null!;

    [SetUp]
    public async Task StartAsync()
    {
        clock = new();
        desk = await Desk.StartAsync(clock);
        await desk.VerifiedContactAsync("vncert", "tiepnhan@vncert.example");
        await DeskPeople.AddAsync(desk, "truc", "responder");
        admin = desk.Client(await desk.KeyAsync(null, "report read work approve admin", await DeskPeople.AddAsync(desk, "quan", "admin")));
    }

    [TearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [Test]
    public async Task A_link_whose_proof_grew_old_is_an_alarm_and_a_mail_to_who_may_test_it_once_until_it_is_proven_again()
    {
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty, "what was never proven was never kept up: the page says so");
        await ProveAsync();
        clock.Jump(TimeSpan.FromDays(30));
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty);

        clock.Jump(TimeSpan.FromHours(1));
        await TurnAsync();
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.EqualTo(new[] { "link-stale vncert/mail" }));
        var mail = (await desk.ToldAsync("link-")).Single();
        Assert.That(mail.Address, Is.EqualTo("quan@desk.example"));
        Assert.That(mail.Text, Does.Contain("16:45, Thứ Sáu 20/11/2026").And.Contain("Quá 30 ngày"));

        await ProveAsync();
        await TurnAsync();
        Assert.That(await AlarmsAsync(), Is.Empty);
        clock.Jump(TimeSpan.FromDays(31));
        await TurnAsync();
        Assert.That(await desk.ToldAsync("link-"), Has.Count.EqualTo(2), "another proof that grew old is another mail");
    }

    // As the courier writes it when the centre's server has taken the test.
    private async Task ProveAsync()
    {
        var sent = await admin.PostAsync("/api/v1/sharing-links/vncert/mail/test", "{}");
        var delivery = Guid.Parse((string)sent.Json!["id"]!);
        await Waiting.ForAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(5));
            return await desk.Database.ReadAsync(reading => reading.SingleAsync<string>("SELECT state FROM deliveries WHERE id = @delivery", new { delivery }), CancellationToken.None) == "simulated";
        });
        await desk.Database.WriteAsync(async transaction => Assert.That(await IncidentDesk.Delivery.Deliveries.MoveAlongAsync(
            transaction, "simulated", ["queued", "claimed", "accepted"], new(delivery, "claimed", "accepted", clock.GetUtcNow(), IncidentDesk.Audit.Actor.Desk)), Is.True), CancellationToken.None);
    }

    private Task<IReadOnlyList<string>> AlarmsAsync() => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT kind || ' ' || subject FROM alarms WHERE kind = 'link-stale' AND ended_at IS NULL"), CancellationToken.None);

    private Task TurnAsync() => desk.Services.GetRequiredService<LinkClock>().TurnAsync(CancellationToken.None);
}
