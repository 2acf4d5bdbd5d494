using System.Globalization;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Advisories;
using IncidentDesk.Tests.Duty;
using NUnit.Framework;

namespace IncidentDesk.Tests.Drills;

/// <summary>A desk with two agencies, its people, and what they do with drills over HTTP.</summary>
internal sealed class DrillScene : IAsyncDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 45, 0, TimeSpan.Zero);

    public Desk Desk { get; private init; } = null!;

    public ManualClock Clock { get; private init; } = null!;

    public HttpClient Writer { get; private set; } = null!;

    /// <summary>A second person, who may approve too.</summary>
    public HttpClient Lead { get; private set; } = null!;

    public HttpClient Machine { get; private set; } = null!;

    public HttpClient Agency { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    public Guid WriterPerson { get; private set; }

    public Guid LeadPerson { get; private set; }

    public static async Task<DrillScene> StartAsync(params (string Name, string? Value)[] settings)
    {
        var clock = new ManualClock(Now);
        var scene = new DrillScene { Clock = clock, Desk = await Desk.StartAsync(clock, settings) };
        var desk = scene.Desk;
        await desk.AgencyAsync("TINH", kind: "province");
        var (first, second) = (await desk.AgencyAsync("SO-YTE", "TINH"), await desk.AgencyAsync("SO-GDDT", "TINH"));
        await desk.SystemAsync(first, "SO-YTE-CTTDT", 3);
        await desk.SystemAsync(first, "SO-YTE-LICH", 2);
        await desk.SystemAsync(second, "SO-GDDT-TTDL", 4);
        (scene.WriterPerson, scene.LeadPerson) = (await DeskPeople.AddAsync(desk, "hoa", "admin", "responder"), await DeskPeople.AddAsync(desk, "minh", "admin", "shift-lead"));
        const string scopes = "report read work approve admin";
        (scene.Writer, scene.Lead) = (desk.Client(await desk.KeyAsync(null, scopes, scene.WriterPerson)), desk.Client(await desk.KeyAsync(null, scopes, scene.LeadPerson)));
        (scene.Machine, scene.Agency, scene.Other) = (desk.Client(await desk.KeyAsync(null, scopes)), desk.Client(await desk.KeyAsync(first)), desk.Client(await desk.KeyAsync(second)));
        return scene;
    }

    public JsonObject Plan() => new()
    {
        ["name"] = "Diễn tập thực chiến quý IV", ["kind"] = "live", ["goal"] = "Đo thời gian từ phát hiện đến báo cáo", ["scenario"] = "Cổng thông tin bị chèn mã độc",
        ["tools"] = "nmap, burp", ["limits"] = "Không ghi, không xóa dữ liệu", ["protectionPlan"] = "Sao lưu trước; trưởng ca dừng bất cứ lúc nào",
        ["window"] = new JsonObject { ["from"] = Instant(Now.AddHours(-1)), ["to"] = Instant(Now.AddHours(4)) },
        ["people"] = new JsonArray(WriterPerson.ToString("D")), ["agencies"] = new JsonArray("SO-YTE"), ["systems"] = new JsonArray("SO-YTE-CTTDT"),
    };

    public async Task<string> AddAsync(Action<JsonObject>? with = null)
    {
        var plan = Plan();
        with?.Invoke(plan);
        var added = await Writer.PostAsync("/api/v1/drills", plan.ToJsonString());
        Assert.That(added.Code, Is.EqualTo(201), added.Json?.ToJsonString());
        return (string)added.Json!["id"]!;
    }

    public async Task<string> RunAsync(Action<JsonObject>? with = null)
    {
        var id = await AddAsync(with);
        await DoAsync(Lead, id, "approval");
        await DoAsync(Writer, id, "start");
        return id;
    }

    public static Task<Answer> TryAsync(HttpClient caller, string id, string act, string body = "{}", string version = "*") =>
        caller.PutAsync($"/api/v1/drills/{id}/{act}", body, version);

    public static async Task<JsonNode> DoAsync(HttpClient caller, string id, string act, string body = "{}")
    {
        var answer = await TryAsync(caller, id, act, body);
        Assert.That(answer.Code, Is.EqualTo(200), $"{act}: {answer.Json?.ToJsonString()}");
        return answer.Json!;
    }

    public static JsonObject Report(string agency = "SO-YTE", string? source = null)
    {
        var report = ExampleReport.Body(agency, source);
        (report["drill"], report["detectedAt"]) = (true, Instant(Now.AddMinutes(-10)));
        return report;
    }

    public async Task<JsonNode> FileAsync(JsonObject? report = null)
    {
        var filed = await Agency.FileAsync(report ?? Report());
        Assert.That(filed.Code, Is.EqualTo(201), filed.Json?.ToJsonString());
        return filed.Json!;
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();
}
