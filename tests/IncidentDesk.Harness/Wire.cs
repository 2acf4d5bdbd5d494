using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentDesk.Harness;

/// <summary>What came back over HTTP, read once.</summary>
public sealed record Answer(HttpStatusCode Status, JsonNode? Json, HttpResponseMessage Response)
{
    public int Code => (int)Status;

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>The codes of a 400 with the paths they stand at: "/title required".</summary>
    public IReadOnlyList<string> Faults =>
        [.. (Json?["errors"] as JsonArray ?? []).Select(fault => $"{fault!["path"]} {fault["code"]}")];
}

/// <summary>JSON over HTTP as a caller does it.</summary>
public static class Wire
{
    public static Task<Answer> FileAsync(this HttpClient client, JsonNode body, string? requestKey = null) =>
        client.PostAsync("/api/v1/reports", body.ToJsonString(), requestKey);

    public static async Task<Answer> PostAsync(this HttpClient client, string address, string body, string? requestKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (requestKey is not null)
            request.Headers.Add("Idempotency-Key", requestKey);
        return await SendAsync(client, request);
    }

    public static async Task<Answer> ReadAsync(this HttpClient client, string address, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(client, request);
    }

    /// <summary>Whatever the address answers, as text.</summary>
    public static async Task<string> ReadTextAsync(this HttpClient client, string address)
    {
        using var response = await client.GetAsync(address);
        return await response.Content.ReadAsStringAsync();
    }

    public static async Task<Answer> SendAsync(this HttpClient client, HttpRequestMessage request)
    {
        var response = await client.SendAsync(request, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";
        return new(response.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null, response);
    }
}
