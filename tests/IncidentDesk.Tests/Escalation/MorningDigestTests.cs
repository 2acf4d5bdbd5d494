using IncidentDesk.Escalation;
using IncidentDesk.Tests.Channels.Mail;
using IncidentDesk.Tests.Delivery;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace IncidentDesk.Tests.Escalation;

/// <summary>One mail each morning, on the day's own time, once.</summary>
public sealed class MorningDigestTests
{
    private ScriptedChannel channel = null!;
    private PostRoomScene scene = null!;

    [SetUp]
    public async Task OpenAsync()
    {
        channel = new();
        scene = await PostRoomScene.StartAsync(channel);
        await scene.PersonAsync("lanhdao", "leader", "lanhdao@bantruc.example");
        await scene.PersonAsync("truongphong", "unit-head", "truongphong@bantruc.example");
        await scene.PersonAsync("truc", "responder", "truc@bantruc.example");
        await scene.PersonAsync("khong-thu", "leader", null);
    }

    [TearDown]
    public async Task CloseAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Whoever_leads_gets_it_at_half_past_seven_and_two_nodes_send_it_once()
    {
        using var one = Digest();
        using var other = Digest();
        await LookAsync(one);
        await SetAsync("06:00");
        Assert.That(await LookAsync(one), Is.EqualTo(TimeSpan.FromMinutes(10)), "it looks again, and sleeps no longer than that");
        Assert.That(await PlannedAsync(), Is.Empty);
        await SetAsync("07:30");
        await Task.WhenAll(LookAsync(one), LookAsync(other));
        await LookAsync(one);
        Assert.That(await PlannedAsync(), Is.EqualTo(new[] { "lanhdao@bantruc.example 2026-11-21", "truongphong@bantruc.example 2026-11-21" }));
        await SetAsync("07:30");
        await LookAsync(other);
        Assert.That(await PlannedAsync(), Has.Count.EqualTo(4));
    }

    [Test]
    public async Task After_a_downtime_it_is_late_until_noon_and_then_skipped_and_said()
    {
        using var digest = Digest();
        await LookAsync(digest);
        await SetAsync("11:59");
        await LookAsync(digest);
        Assert.That(await PlannedAsync(), Has.Count.EqualTo(2));
        await SetAsync("12:01", 1);
        await LookAsync(digest);
        Assert.That(await PlannedAsync(), Has.Count.EqualTo(2));
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "digest-skipped" }));
        await SetAsync("07:30");
        await LookAsync(digest);
        Assert.That(await PlannedAsync(), Has.Count.EqualTo(4));
        Assert.That(await scene.OpenAlarmsAsync(), Is.Empty, "the alarm ends with the next digest");
    }

    [Test]
    public async Task The_worst_stands_first_and_both_languages_say_the_same()
    {
        using var digest = Digest();
        await LookAsync(digest);
        var incident = await scene.IncidentAsync();
        await scene.ContactAsync();
        await scene.IncidentAsync(report => report with { Title = "Chỉ cho người có tên", Tlp = "red" });
        var delivery = await scene.PlanAsync(incident);
        await scene.WriteAsync("UPDATE deliveries SET came_from = 'queued', state = 'failed', next_attempt_at = NULL WHERE id = @delivery", new { delivery });
        await SetAsync("07:30");
        await LookAsync(digest);
        await PostRoomScene.TurnAsync(scene.Room());

        var mail = new MimeReading(channel.Sent[0].Content.ToArray());
        Assert.That(mail.Decoded("Subject"), Is.EqualTo(
            "[Bàn trực sự cố tỉnh Mẫu] Bản tin sáng 21/11/2026: 2 sự cố đang mở / Morning digest of 21 Nov 2026: 2 open"));
        var text = string.Join(' ', mail.Parts[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(text, Does.Contain("INC-2026-000123, Nghiêm trọng: Máy chủ cổng thông tin bị chèn mã độc (SO-YTE). Chưa ai nhận,"));
        Assert.That(text, Does.Contain("INC-2026-000124, Critical: TLP:RED (SO-YTE)").And.Not.Contain("Chỉ cho người có tên"));
        Assert.That(text, Does.Contain("INC-2026-000123, VNCERT/CC (ví dụ), mail: Could not be sent"));
        Assert.That(text, Does.Not.Contain("Hours without anybody on duty"), "a desk without a roster has no gaps in it");
    }

    [Test]
    public async Task Hours_without_anybody_on_duty_are_named_where_there_is_a_roster()
    {
        using var digest = Digest();
        await LookAsync(digest);
        await SetAsync("07:30");
        await scene.DutyAsync("truc", TimeSpan.FromHours(-1), TimeSpan.FromHours(10));
        await LookAsync(digest);
        await PostRoomScene.TurnAsync(scene.Room());

        var text = string.Join(' ', new MimeReading(channel.Sent[0].Content.ToArray()).Parts[0].Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.That(text, Does.Contain("from 17:30 Sat 21 Nov to 07:30 Sun 22 Nov"));
    }

    [Test]
    public async Task An_empty_setting_sends_none()
    {
        await using var off = await PostRoomScene.StartAsync(null, "live", ("Desk:DigestAt", ""));
        await off.PersonAsync("lanhdao", "leader", "lanhdao@bantruc.example");
        using var digest = new MorningDigest(off.Store.Database, off.Deliveries, off.Settings, off.Clock, NullLogger<MorningDigest>.Instance);
        off.Clock.Advance(TimeSpan.FromHours(15));
        await LookAsync(digest);
        Assert.That(await off.ListAsync<string>("SELECT id FROM deliveries"), Is.Empty);
    }

    private MorningDigest Digest() => new(scene.Store.Database, scene.Deliveries, scene.Settings, scene.Clock, NullLogger<MorningDigest>.Instance);

    private static Task<TimeSpan> LookAsync(MorningDigest digest) => digest.LookAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> PlannedAsync() =>
        scene.ListAsync<string>("SELECT address || ' ' || cause_ref FROM deliveries WHERE cause_kind = 'digest' ORDER BY id");

    /// <summary>Goes on to when it is that hour next in the desk's zone, and by <paramref name="more"/> days.</summary>
    private Task SetAsync(string hour, int more = 0)
    {
        var local = scene.Settings.Zone.Local(scene.Clock.GetUtcNow());
        var wanted = TimeSpan.Parse(hour, System.Globalization.CultureInfo.InvariantCulture);
        var days = wanted > local.TimeOfDay ? 0 : 1;
        scene.Clock.Advance(TimeSpan.FromDays(days + more) + wanted - local.TimeOfDay);
        return Task.CompletedTask;
    }
}
