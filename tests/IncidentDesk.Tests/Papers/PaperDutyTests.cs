using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Incidents;
using IncidentDesk.Rules.Triage;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A paper is of the law of its duty, and its pages promise no more than the less sure of form and duty.</summary>
public sealed class PaperDutyTests
{
    private const string Read = "đã đối chiếu văn bản gốc", Open = "chưa rõ, chưa có nguồn khẳng định";

    private readonly ManualClock clock = new();
    private Desk desk = null!;
    private HttpClient writer = null!, agency = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        desk = await Desk.StartAsync(clock);
        agency = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        writer = desk.Client(await desk.KeyAsync(null, "report read work", await DeskPeople.AddAsync(desk, "soan", "lead")));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await desk.DisposeAsync();

    [TestCase("2026-11-19T10:00:00+07:00", Read)]
    [TestCase("2026-07-15T10:00:00+07:00", Open)]
    public async Task A_page_says_the_less_sure_of_form_and_duty_also_after_a_change_and_where_no_duty_was_named(string detected, string sureness)
    {
        var filed = await FileAsync(detected);
        var number = (string)filed["number"]!;
        var duty = (string)((JsonArray)(await writer.ReadAsync($"/api/v1/incidents/{number}/obligations")).Json!["items"]!).First(one => (string?)one!["kind"] == "report")!["id"]!;
        foreach (var named in new[] { duty, null })
        {
            var paper = Paper.Of(await DraftAsync(number, "ND331-BC72", named));
            var edited = Paper.Of(await PaperScene.PutAsync(writer, paper, "", """{"fields":[{"code":"cause","value":"Mật khẩu yếu"}]}"""));

            foreach (var version in new[] { 1, 2 })
                Assert.That(await NoticeAsync(edited, version), Does.Contain("ND331-BC72").And.Contain($"Nội dung mẫu: {sureness}"), $"{named} {version}");
        }
    }

    [Test]
    public async Task The_same_words_saved_again_are_no_new_version_though_its_duty_has_become_less_sure()
    {
        const string words = """{"fields":[{"code":"cause","value":"Mật khẩu yếu"}]}""";
        var filed = await FileAsync("2026-11-19T10:00:00+07:00");
        var paper = Paper.Of(await PaperScene.PutAsync(writer, Paper.Of(await DraftAsync((string)filed["number"]!, "ND331-BC72", null)), "", words));
        await desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
            "UPDATE obligations SET sureness = 'open' WHERE incident_id = @incident", new { incident = (Guid)filed["id"]! }), CancellationToken.None);

        var again = Paper.Of(await PaperScene.PutAsync(writer, paper, "", words));
        Assert.That((again.Latest, again.ETag), Is.EqualTo((paper.Latest, paper.ETag)));

        var changed = Paper.Of(await PaperScene.PutAsync(writer, again, "", words.Replace("yếu", "bị lộ", StringComparison.Ordinal)));
        Assert.That(changed.Latest, Is.EqualTo(paper.Latest + 1));
        Assert.That(await NoticeAsync(changed, (int)changed.Latest), Does.Contain(Open), "what is written anew says so");
    }

    [TestCase("progress-report")]
    [TestCase("written-follow-up")]
    public async Task QĐ_05_how_it_goes_on_is_said_on_a_form_of_its_own_and_on_none_of_NĐ_331(string kind)
    {
        var filed = await FileAsync("2023-01-20T22:10:00+07:00");
        var (number, now) = ((string)filed["number"]!, clock.GetUtcNow());
        var wanted = new OpenedObligation(kind, "VN-QD05-TT20", "QĐ 05/2017/QĐ-TTg, Đ11.2", "open", "national-coordinator", null, now, now.AddDays(1), Internal: true);
        var opened = await desk.Database.WriteAsync(transaction => ObligationRows.InsertAsync(transaction, (Guid)filed["id"]!, [wanted], now), CancellationToken.None);
        var duty = opened[0].Id.ToString("D");

        Assert.That((await DraftAsync(number, "ND331-CN", duty)).Faults, Is.EqualTo(new[] { "/obligation unknown-reference" }));
        var notice = await NoticeAsync(Paper.Of(await DraftAsync(number, "QD05-DB", duty)), 1);
        Assert.That(notice, Does.Contain("QD05-DB").And.Contain("Mẫu nội bộ").And.Not.Contain(Read).And.Not.Contain("ND331"));
    }

    private async Task<JsonNode> FileAsync(string detected)
    {
        var body = ExampleReport.Ordinary();
        (body["detectedAt"], body["occurredAt"]) = (detected, null);
        var filed = await agency.FileAsync(body);
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        return filed.Json!;
    }

    private Task<Answer> DraftAsync(string number, string form, string? duty) =>
        writer.PostAsync($"/api/v1/incidents/{number}/papers", new JsonObject { ["form"] = form, ["obligation"] = duty }.ToJsonString());

    private async Task<string?> NoticeAsync(Paper paper, int version) =>
        (string?)(await writer.ReadAsync($"/api/v1/papers/{paper.Id}/versions/{version}")).Json!["letter"]!["notice"];
}
