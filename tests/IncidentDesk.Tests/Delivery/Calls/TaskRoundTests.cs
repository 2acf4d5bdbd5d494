using System.Text.Json;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Calls;
using NUnit.Framework;

namespace IncidentDesk.Tests.Delivery.Calls;

/// <summary>Calls and papers are people's work: the desk asks, and never says that it was done.</summary>
public sealed class TaskRoundTests
{
    [Test]
    public async Task A_call_that_is_due_lies_open_with_its_number_and_words_in_both_languages()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var call = await CallAsync(scene);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        var view = await scene.ViewAsync(call);
        Assert.That((view.State, view.NextAttemptAt, view.Attempts.Count, view.Guard), Is.EqualTo(("queued", (DateTimeOffset?)null, 0, "live")));
        var words = JsonSerializer.Deserialize<JsonElement>((await ContentAsync(scene, call))!);
        Assert.That(words.GetProperty("tel").GetString(), Is.EqualTo("tel:+842400000041"));
        Assert.That(words.GetProperty("groups").EnumerateArray().Select(group => group.GetString()), Is.EqualTo(new[] { "024", "0000", "0041" }));
        Assert.That(words.GetProperty("whom").GetString(), Is.EqualTo("VNCERT/CC (ví dụ)"));
        Assert.That(Said(words, "script", "vi"), Has.Some.Contain("sự cố số INC-2026-000123 của Sở Y tế tỉnh Mẫu"));
        Assert.That(Said(words, "script", "en"), Has.Some.Contain("incident number INC-2026-000123 of Department of Health"));
        Assert.That(Said(words, "ask", "vi"), Has.Some.EqualTo("Xin cho biết số tiếp nhận."));
        Assert.That(Said(words, "script", "vi"), Has.None.Contain("203.0.113.7"), "what an attacker left behind is not read out");
        Assert.That(await scene.ListAsync<string>("SELECT text_vi FROM timeline"), Is.EqualTo(new[] { "Cần gọi VNCERT/CC (ví dụ). Chưa ai gọi." }));
    }

    [Test]
    public async Task The_post_room_never_carries_a_call()
    {
        var phone = new ScriptedChannel { Name = "call" };
        await using var scene = await PostRoomScene.StartAsync(phone);
        var call = await CallAsync(scene);
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.That(await PostRoomScene.TurnAsync(scene.Room()), Is.Zero);
            await scene.Rounds().TurnAsync(CancellationToken.None);
        }

        Assert.That(await scene.LifeAsync(call), Is.EqualTo("queued"));
        Assert.That(phone.Sent, Is.Empty);
    }

    [TestCase("simulate", "simulated")]
    [TestCase("disabled", "suppressed")]
    public async Task The_guard_of_calls_asks_nobody(string guard, string state)
    {
        await using var scene = await PostRoomScene.StartAsync(null, "live", ("Channels:Call:Guard", guard));
        var call = await CallAsync(scene);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.LifeAsync(call), Is.EqualTo($"queued claimed {state}"));
    }

    [Test]
    public async Task A_drill_asks_nobody_to_call_a_centre()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var call = await CallAsync(scene, report => report with { Reality = "drill" });
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That((await scene.ViewAsync(call)).State, Is.EqualTo("simulated"));
        Assert.That(await ContentAsync(scene, call), Does.Contain("Đây là diễn tập."));
    }

    [Test]
    public async Task A_copied_database_asks_nobody_to_call()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var call = await CallAsync(scene);
        await scene.WriteAsync("UPDATE desk_facts SET value = 'another-host' WHERE name = 'sealed_host'");
        await scene.Seal.CheckAsync(CancellationToken.None);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That((await scene.ViewAsync(call)).State, Is.EqualTo("simulated"));
    }

    [Test]
    public async Task A_call_that_was_taken_and_never_recorded_is_a_persons_question_and_is_not_repeated()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var call = await CallAsync(scene);
        await scene.Rounds().TurnAsync(CancellationToken.None);
        var hoa = await scene.PersonAsync("hoa");
        await scene.Store.Database.WriteAsync(transaction => Claims.HoldAsync(
            transaction, call, "queued", $"person:{hoa:D}", HoldCall.Time, scene.Clock.GetUtcNow()), CancellationToken.None);
        // Neither the start of a node nor a turn of the post room takes it out of her hands.
        await scene.Claims().FreeOwnAsync(CancellationToken.None);
        await PostRoomScene.TurnAsync(scene.Room());
        Assert.That((await scene.ViewAsync(call)).State, Is.EqualTo("claimed"));

        scene.Clock.Advance(HoldCall.Time);
        await PostRoomScene.TurnAsync(scene.Room());
        for (var turn = 0; turn < 3; turn++)
        {
            scene.Clock.Advance(TimeSpan.FromHours(1));
            await scene.Rounds().TurnAsync(CancellationToken.None);
            await PostRoomScene.TurnAsync(scene.Room());
        }

        Assert.That(await scene.LifeAsync(call), Is.EqualTo("queued claimed in-doubt"));
        Assert.That((await scene.ViewAsync(call)).NextAttemptAt, Is.Null);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "in-doubt-call" }));
    }

    [Test]
    public async Task A_paper_lies_ready_to_be_printed()
    {
        await using var scene = await PostRoomScene.StartAsync();
        await scene.ContactAsync("Tầng 5, 115 Trần Duy Hưng", channel: "by-hand");
        var paper = await scene.PlanAsync(await scene.IncidentAsync(), channel: "by-hand");
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await scene.LifeAsync(paper), Is.EqualTo("queued"));
        Assert.That(await ContentAsync(scene, paper), Does.Contain("Mã sự cố: INC-2026-000123").And.Contain("Incident: INC-2026-000123"));
    }

    [Test]
    public async Task A_task_whose_words_cannot_be_written_holds_no_other()
    {
        await using var scene = await PostRoomScene.StartAsync();
        var broken = await CallAsync(scene);
        await scene.WriteAsync("UPDATE incidents SET triage = '{'");
        var whole = await CallAsync(scene);
        await scene.Rounds().TurnAsync(CancellationToken.None);

        Assert.That(await ContentAsync(scene, broken), Is.Null);
        Assert.That(await ContentAsync(scene, whole), Is.Not.Null);
        Assert.That(await scene.OpenAlarmsAsync(), Is.EqualTo(new[] { "delivery-stuck" }));
    }

    private static async Task<Guid> CallAsync(PostRoomScene scene, Func<ReportRow, ReportRow>? with = null)
    {
        if (await scene.ReadAsync<long>("SELECT count(*) FROM centre_contacts") == 0)
            await scene.ContactAsync("+842400000041", channel: "call");
        return await scene.PlanAsync(await scene.IncidentAsync(with), channel: "call");
    }

    private static Task<string?> ContentAsync(PostRoomScene scene, Guid delivery) =>
        scene.ReadAsync<string>("SELECT content FROM deliveries WHERE id = @delivery", new { delivery });

    private static IReadOnlyList<string?> Said(JsonElement words, string what, string language) =>
        [.. words.GetProperty(what).GetProperty(language).EnumerateArray().Select(sentence => sentence.GetString())];
}
