using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Duty;
using IncidentDesk.Tests.Evidence;
using NUnit.Framework;

namespace IncidentDesk.Tests.Papers;

/// <summary>A desk with one serious incident of one agency, two people who work on papers, and two agencies that look on.</summary>
internal sealed class PaperScene : IAsyncDisposable
{
    private PaperScene(Desk desk) => Desk = desk;

    public Desk Desk { get; }

    /// <summary>Keys bound to people: one drafts, the other is the second person.</summary>
    public HttpClient Writer { get; private set; } = null!;

    public HttpClient Second { get; private set; } = null!;

    public HttpClient Agency { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public string Number { get; private set; } = "";

    public static async Task<PaperScene> StartAsync(string tlp = "amber", bool drill = false, params (string Name, string? Value)[] settings)
    {
        var scene = new PaperScene(await Desk.StartAsync(settings: [("Papers:Place", "Hòa Giang"), .. settings]));
        var desk = scene.Desk;
        var (own, other) = (await desk.AgencyAsync("SO-YTE"), await desk.AgencyAsync("SO-GDDT"));
        await desk.SystemAsync(own, "SO-YTE-CTTDT", 3);
        await desk.VerifiedContactAsync("cyber-authority", "tiepnhan@bca.example");
        scene.Writer = desk.Client(await desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(desk, "soan", "lead")));
        scene.Second = desk.Client(await desk.KeyAsync(null, "report read work approve", await DeskPeople.AddAsync(desk, "duyet", "lead")));
        (scene.Agency, scene.Other) = (desk.Client(await desk.KeyAsync(own, "report approve")), desk.Client(await desk.KeyAsync(other, "report approve")));
        var report = ExampleReport.Body();
        report["detectedAt"] = DateTimeOffset.UtcNow.AddHours(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        (report["system"], report["tlp"], report["drill"]) = ("SO-YTE-CTTDT", tlp, drill);
        scene.Number = (string)(await scene.Agency.FileAsync(report)).Json!["number"]!;
        return scene;
    }

    /// <summary>The open duty of a kind.</summary>
    public async Task<JsonNode> DutyAsync(string kind) => ((JsonArray)(await Writer.ReadAsync($"/api/v1/incidents/{Number}/obligations")).Json!["items"]!)
        .Single(duty => (string?)duty!["kind"] == kind)!;

    public async Task<Answer> DraftAsync(string form, string? duty = null) => await Writer.PostAsync(
        $"/api/v1/incidents/{Number}/papers", new JsonObject { ["form"] = form, ["obligation"] = duty }.ToJsonString());

    /// <summary>Drafts and answers whatever is missing.</summary>
    public async Task<Paper> WholeAsync(string form, string? duty = null) => await CompleteAsync(Writer, await DraftAsync(form, duty));

    /// <summary>Answers whatever a draft says is missing, and gives it a number and a date, without which no mail takes it along.</summary>
    public static async Task<Paper> CompleteAsync(HttpClient writer, Answer drafted)
    {
        Assert.That(drafted.Code, Is.EqualTo(201), drafted.Json?.ToJsonString());
        var paper = Paper.Of(drafted);
        var answers = new JsonArray([.. ((JsonArray)drafted.Json!["missing"]!).Select(missing => Answer(drafted.Json, ((string)missing!["path"]!)["/fields/".Length..])),
            new JsonObject { ["code"] = "number", ["value"] = "15" }, new JsonObject { ["code"] = "date", ["value"] = "2026-11-20" }]);
        return Paper.Of(await PutAsync(writer, paper, "", new JsonObject { ["fields"] = answers }.ToJsonString()));
    }

    public async Task<Paper> ApprovedAsync(string form, string? duty = null) => await ApproveAsync(Writer, Second, await WholeAsync(form, duty));

    public static async Task<Paper> ApproveAsync(HttpClient writer, HttpClient second, Paper paper)
    {
        var asked = await PutAsync(writer, paper, "/review", "{}");
        Assert.That(asked.Code, Is.EqualTo(202), asked.Json?.ToJsonString());
        var decided = await DecideAsync(second, asked.Json!["approval"]!);
        Assert.That(decided.Code, Is.EqualTo(200), decided.Json?.ToJsonString());
        return Paper.Of(await writer.ReadAsync($"/api/v1/papers/{paper.Id}"));
    }

    /// <summary>As if the second person had agreed so much earlier.</summary>
    public Task ApprovedEarlierAsync(Paper paper, TimeSpan by) => Desk.Database.WriteAsync(transaction => transaction.ExecuteAsync(
        "UPDATE paper_history SET at = at - @by WHERE paper_id = @paper AND to_state = 'approved'", new { paper = paper.Id, by = (long)by.TotalMilliseconds }), CancellationToken.None);

    public static Task<Answer> DecideAsync(HttpClient who, JsonNode approval, string decision = "approve") => SendAsync(
        who, $"/api/v1/approvals/{(string)approval["id"]!}", $$"""{"decision":"{{decision}}","contentHash":"{{(string)approval["contentHash"]!}}","note":"vì thế"}""", "*");

    public async Task<Paper> ReadAsync(Paper paper) => Paper.Of(await Writer.ReadAsync($"/api/v1/papers/{paper.Id}"));

    public static Task<Answer> PutAsync(HttpClient who, Paper paper, string door, string body) => SendAsync(who, $"/api/v1/papers/{paper.Id}{door}", body, paper.ETag);

    public static Task<Answer> HandOverAsync(
        HttpClient who, Paper paper, DateTimeOffset at, string? evidence = null, string number = "15/BC-SYT", string? centre = null) => PutAsync(
        who, paper, "/handover",
        new JsonObject
        {
            ["number"] = number, ["at"] = at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["channel"] = "trục liên thông văn bản", ["evidence"] = evidence,
            ["centre"] = centre,
        }.ToJsonString());

    /// <summary>Approved and carried there today.</summary>
    public async Task SentAsync(string form, string number, string? duty = null, string? evidence = null, string? centre = null)
    {
        var handed = await HandOverAsync(Writer, await ApprovedAsync(form, duty), DateTimeOffset.UtcNow, evidence, number, centre);
        Assert.That(Paper.Of(handed).State, Is.EqualTo("sent"));
    }

    /// <summary>What somebody does with the incident.</summary>
    public async Task MoveAsync(string move, string body) =>
        Assert.That((await SendAsync(Writer, $"/api/v1/incidents/{Number}/{move}", body, "*")).Code, Is.EqualTo(200));

    /// <summary>A scanned receipt among the evidence of the incident.</summary>
    public async Task<string> ReceiptAsync() => (string)(await Agency.UploadAsync(Number, "biên nhận", "bien-nhan.pdf")).Json!["id"]!;

    /// <summary>A scanned receipt that is sent ahead, for a paper about an agency.</summary>
    public static async Task<string> ReceiptAsync(HttpClient who) => (string)(await who.SendToAsync(
        HttpMethod.Post, "/api/v1/evidence/pending", Uploads.Bytes(Encoding.UTF8.GetBytes("biên nhận"), "bien-nhan.pdf"))).Json!["id"]!;

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private static JsonNode Answer(JsonNode paper, string code)
    {
        var field = ((JsonArray)paper["fields"]!).Single(one => (string?)one!["code"] == code)!;
        return new JsonObject
        {
            ["code"] = code,
            ["value"] = (string)field["kind"]! switch
            {
                "date" => "2026-11-20", "instant" => "2026-11-20T16:45", "flag" => "yes", "choice" => (string)field["choices"]![0]!, "table" => "1 | một", "number" => "1", _ => $"Đã điền {code}",
            },
        };
    }

    private static async Task<Answer> SendAsync(HttpClient who, string address, string body, string etag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return await Wire.SendAsync(who, request);
    }
}

internal sealed record Paper(string Id, string ETag, JsonNode Json)
{
    public static Paper Of(Answer answer)
    {
        Assert.That(answer.Code, Is.AnyOf(200, 201), answer.Json?.ToJsonString());
        return new((string)answer.Json!["id"]!, answer.Header("ETag")!, answer.Json);
    }

    public string State => (string)Json["state"]!;

    public long Latest => (long)Json["latest"]!;

    public string? Value(string code) => (string?)((JsonArray)Json["fields"]!).Single(field => (string?)field!["code"] == code)!["value"];

    public IEnumerable<string> Missing => ((JsonArray)Json["missing"]!).Select(missing => ((string)missing!["path"]!)["/fields/".Length..]);
}
