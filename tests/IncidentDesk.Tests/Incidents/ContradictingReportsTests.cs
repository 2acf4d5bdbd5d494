using IncidentDesk.Tests.Deadlines;
using NUnit.Framework;

namespace IncidentDesk.Tests.Incidents;

/// <summary>
/// Reports that contradict each other about when the harm to personal data was established: what is counted of all of them does not depend on which came first, and a
/// deadline that stands is moved by none.
/// </summary>
public sealed class ContradictingReportsTests
{
    private DutyScene scene = null!;
    private DateTimeOffset detected;

    [SetUp]
    public async Task StartAsync()
    {
        scene = await DutyScene.StartAsync();
        detected = scene.Now.AddHours(-30);
    }

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [TestCase(20261130)]
    [TestCase(356)]
    public async Task In_whatever_order_they_come_the_final_recount_is_the_same_and_what_stands_is_as_the_first_gave_it_with_an_alarm_where_that_differs(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var said = Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(5) == 0 ? (DateTimeOffset?)null : detected.AddMinutes(random.Next(1, 1500))).ToArray();
            var earliest = said.Min() ?? detected;
            for (var order = 0; order < 3; order++)
            {
                random.Shuffle(said);
                var incident = await scene.FileAsync(detected);
                foreach (var at in said)
                    await TellAsync(incident, at);

                var first = said[0] ?? detected;
                Assert.That(await RecountAsync(incident), Is.EqualTo(earliest), $"round {round}, order {order}");
                Assert.That(await StandingAsync(incident), Is.EqualTo(first), $"round {round}, order {order}: a report moves nothing");
                Assert.That(
                    await AlarmsAsync(incident), Is.EqualTo(earliest == first ? Array.Empty<string>() : [earliest < first ? "critical" : "high"]),
                    $"round {round}, order {order}");
            }
        }
    }

    [Test]
    public async Task What_a_correction_puts_in_its_place_is_recounted_whether_it_comes_before_the_others_or_after_them()
    {
        var (told, corrected) = (detected.AddHours(2), detected.AddHours(20));
        for (var place = 0; place < 3; place++)
        {
            var incident = await scene.FileAsync(detected);
            for (var n = 0; n < 3; n++)
                await TellAsync(incident, n == place ? corrected : told.AddHours(n), n == place ? "correction" : "progress");

            Assert.That(await RecountAsync(incident), Is.EqualTo(corrected), $"as number {place}");
        }
    }

    private async Task TellAsync(Guid incident, DateTimeOffset? established, string kind = "progress")
    {
        scene.Post.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.LaterAsync(incident, detected, new(Data: true, EstablishedAt: established), kind);
    }

    private async Task<DateTimeOffset> RecountAsync(Guid incident) =>
        (await scene.Post.Store.Database.ReadAsync(reading => scene.Duties.DecideAsync(reading, incident), CancellationToken.None))!
            .Obligations.Single(duty => duty.Kind == "personal-data-notice").StartsAt;

    private async Task<DateTimeOffset> StandingAsync(Guid incident) => DateTimeOffset.FromUnixTimeMilliseconds(
        await scene.Post.ReadAsync<long>("SELECT starts_at FROM obligations WHERE incident_id = @incident AND kind = 'personal-data-notice'", new { incident }));

    private Task<IReadOnlyList<string>> AlarmsAsync(Guid incident) => scene.Post.ListAsync<string>(
        "SELECT severity FROM alarms WHERE kind = 'duty-outdated' AND incident_id = @incident AND ended_at IS NULL", new { incident });
}
