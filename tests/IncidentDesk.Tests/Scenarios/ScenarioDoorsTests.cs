using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Scenarios;

public sealed class ScenarioDoorsTests
{
    private ScenarioScene scene = null!;

    [SetUp]
    public async Task StartAsync() => scene = await ScenarioScene.StartAsync();

    [TearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Another_agency_sees_nothing_of_it_and_a_key_without_a_person_records_nothing()
    {
        var id = await scene.OpenAsync();
        Assert.That((await scene.Other.ReadAsync($"/api/v1/scenario-reviews/{id}")).Code, Is.EqualTo(404));
        Assert.That((await scene.SettleAsync(scene.Other, id, "2026-11-20")).Code, Is.EqualTo(404));
        Assert.That(await scene.ReviewsAsync(caller: scene.Other), Is.Empty);
        Assert.That(await scene.ReviewsAsync(caller: scene.Agency), Has.Count.EqualTo(1));
        var machine = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read work"));
        var refused = await scene.SettleAsync(machine, id, "2026-11-20");
        Assert.That((refused.Code, (string?)refused.Json!["code"]), Is.EqualTo((403, "needs-a-person")));
        var reader = scene.Desk.Client(await scene.Desk.KeyAsync(null, "read"));
        Assert.That((await scene.SettleAsync(reader, id, "2026-11-20")).Code, Is.EqualTo(403));
    }

    [Test]
    public async Task The_agency_records_the_day_and_the_document_once_and_is_told_no_name_of_the_desk()
    {
        var id = await scene.OpenAsync();
        var read = await scene.Agency.ReadAsync($"/api/v1/scenario-reviews/{id}");
        Assert.That((read.Header("ETag"), (string?)read.Json!["state"], (bool?)read.Json["late"]), Is.EqualTo(("\"1\"", "open", (bool?)false)));
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-20", version: "\"7\"")).Code, Is.EqualTo(412));
        var settled = await scene.Agency.PutAsync(
            $"/api/v1/scenario-reviews/{id}/settlement", """{"reviewedOn":"2026-11-20","document":" Kịch bản 12/KB-SYT ","note":"Đã cập nhật đầu mối"}""", "\"1\"");
        Assert.That((settled.Code, settled.Header("ETag")), Is.EqualTo((200, "\"2\"")));
        Assert.That(Said(settled.Json!), Is.EqualTo("done False 2026-11-20 Kịch bản 12/KB-SYT, Đã cập nhật đầu mối, Người thử lan"));
        var again = await scene.SettleAsync(scene.Lead, id, "2026-11-20");
        Assert.That((again.Code, (string?)again.Json!["code"]), Is.EqualTo((409, "scenario-reviewed")));

        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        var second = (string)(await scene.ReviewsAsync("?state=open")).Single()["id"]!;
        Assert.That((string?)(await scene.SettleAsync(scene.Lead, second, "2026-11-20")).Json!["settledBy"], Is.Not.Null);
        Assert.That((string?)(await scene.Agency.ReadAsync($"/api/v1/scenario-reviews/{second}")).Json!["settledBy"], Is.Null);
    }

    [Test]
    public async Task A_day_before_the_last_change_or_in_the_future_is_refused_and_so_is_a_document_without_a_word()
    {
        var id = await scene.OpenAsync();
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-19")).Faults, Is.EqualTo(new[] { "/reviewedOn out-of-range" }));
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-21")).Faults, Is.EqualTo(new[] { "/reviewedOn in-the-future" }));
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-20", " ")).Faults, Is.EqualTo(new[] { "/document too-short" }));
        scene.Clock.Jump(TimeSpan.FromDays(5));
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-22")).Faults, Is.EqualTo(new[] { "/reviewedOn out-of-range" }), "it did not see what changed since");
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-25", version: "\"1\"")).Code, Is.EqualTo(412), "read before the second change");
        Assert.That((await scene.SettleAsync(scene.Agency, id, "2026-11-25")).Code, Is.EqualTo(200));
    }

    [TestCase("2026-12-20", false, null)]
    [TestCase("2026-12-21", true, 1L)]
    [TestCase("2026-12-24", true, 4L)]
    public async Task A_review_is_late_by_its_own_day_and_late_for_ever(string on, bool late, long? days)
    {
        var id = await scene.OpenAsync();
        scene.Clock.Jump(TimeSpan.FromDays(34));
        await scene.TurnAsync();
        Assert.That((await scene.SettleAsync(scene.Lead, id, on)).Code, Is.EqualTo(200));
        scene.Clock.Jump(TimeSpan.FromDays(400));
        await scene.TurnAsync();
        var view = (await scene.Agency.ReadAsync($"/api/v1/scenario-reviews/{id}")).Json!;
        Assert.That(((string?)view["state"], (bool?)view["late"], (long?)view["lateByDays"]), Is.EqualTo(("done", (bool?)late, days)));
    }

    [Test]
    public async Task The_list_is_asked_by_state_system_and_agency_and_goes_on_page_by_page()
    {
        var id = await scene.OpenAsync();
        await scene.SettleAsync(scene.Agency, id, "2026-11-20");
        scene.Clock.Jump(TimeSpan.FromDays(40));
        await scene.ProductsAsync("7.0.6");
        await scene.TurnAsync();
        Assert.That(await StatesAsync(""), Is.EqualTo("done, open"));
        Assert.That(await StatesAsync("?state=open,overdue"), Is.EqualTo("open"));
        Assert.That(await StatesAsync("?state=done"), Is.EqualTo("done"));
        Assert.That(await StatesAsync($"?system={ScenarioScene.SystemCode}&agency=TINH"), Is.EqualTo("done, open"));
        Assert.That(await StatesAsync("?agency=SO-GDDT"), Is.Empty);
        var first = (await scene.Lead.ReadAsync("/api/v1/scenario-reviews?limit=1")).Json!;
        Assert.That(await StatesAsync($"?limit=1&cursor={Uri.EscapeDataString((string)first["nextCursor"]!)}"), Is.EqualTo("open"));
        Assert.That((await scene.Lead.ReadAsync("/api/v1/scenario-reviews?state=late")).Faults, Is.EqualTo(new[] { "?state not-in-list" }));
        scene.Clock.Jump(TimeSpan.FromDays(40));
        Assert.That(await StatesAsync("?state=overdue"), Is.EqualTo("overdue"));
    }

    private async Task<string> StatesAsync(string query) => string.Join(", ", (await scene.ReviewsAsync(query)).Select(one => (string?)one["state"]));

    private static string Said(JsonNode review) =>
        $"{review["state"]} {(bool)review["late"]!} {review["reviewedOn"]} {review["document"]}, {review["note"]}, {review["settledBy"]}";
}
