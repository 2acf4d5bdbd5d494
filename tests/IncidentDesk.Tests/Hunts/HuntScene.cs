using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Harness;
using IncidentDesk.Hunts;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Hunts;

/// <summary>What people do with hunts over HTTP.</summary>
internal static class HuntScene
{
    public static JsonObject Body(string scope = """{"agencies":["SO-YTE"]}""") => new()
    {
        ["title"] = "Dấu vết FortiOS", ["hypothesis"] = "Tài khoản quản trị lạ được tạo qua CVE-2022-40684",
        ["indicators"] = new JsonArray(new JsonObject { ["type"] = "ipv4", ["value"] = "192.0.2.7" }),
        ["queries"] = new JsonArray(new JsonObject { ["where"] = "Nhật ký tường lửa", ["text"] = "user=\"Local_Process_Access\"" }),
        ["period"] = new JsonObject { ["from"] = "2022-04-12T00:00:00Z", ["to"] = "2022-10-11T00:00:00Z" }, ["dueAt"] = "2022-10-25T00:00:00Z",
        ["scope"] = JsonNode.Parse(scope),
    };

    public static string Result(string outcome = "nothing-found", string more = "") =>
        $$"""{"outcome":"{{outcome}}","query":"user=Local_Process_Access","searchedFrom":"2022-04-01T00:00:00Z","searchedTo":"2022-10-11T02:00:00Z"{{more}}}""";

    public static async Task<string> OpenAsync(this HttpClient desk, JsonObject? body = null)
    {
        var answer = await desk.PostAsync("/api/v1/hunts", (body ?? Body()).ToJsonString());
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        return (string)answer.Json!["id"]!;
    }

    public static Task<Answer> ChangeAsync(this HttpClient client, string address, string body, string version = "*")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return Wire.SendAsync(client, request);
    }

    public static Task<Answer> SayAsync(this HttpClient client, string hunt, string agency, string body, string version = "*") =>
        client.ChangeAsync($"/api/v1/hunts/{hunt}/results/{agency}", body, version);

    public static Task HuntTurnAsync(this Desk desk) => desk.Services.GetRequiredService<HuntClock>().TurnAsync(CancellationToken.None);

    /// <summary>What mails hunts caused, by their cause and recipient: "hunt-ask SO-YTE".</summary>
    public static Task<IReadOnlyList<string>> HuntMailsAsync(this Desk desk) => desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
        """
        SELECT substr(cause_ref, 1, length(cause_ref) - 37) || ' ' || agencies.code FROM deliveries JOIN agencies ON agencies.id = deliveries.agency_id
        WHERE cause_ref LIKE 'hunt-%' ORDER BY 1
        """), CancellationToken.None);

    public static Task<IReadOnlyList<string>> AlarmsAsync(this Desk desk) => desk.Database.ReadAsync(
        reading => reading.QueryAsync<string>("SELECT kind FROM alarms WHERE ended_at IS NULL AND kind IN ('hunt-overdue', 'checks-overdue') ORDER BY kind"), CancellationToken.None);
}
