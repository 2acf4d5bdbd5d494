using System.Text;
using IncidentDesk.Harness;

namespace IncidentDesk.Tests.Agencies.Csv;

/// <summary>Tables over HTTP as a program sends and fetches them.</summary>
internal static class Tables
{
    public static Task<Answer> ImportAsync(this HttpClient client, string register, string text, bool dry = false) =>
        client.ImportAsync(register, Encoding.UTF8.GetBytes(text), dry);

    public static async Task<Answer> ImportAsync(this HttpClient client, string register, byte[] text, bool dry = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{register}/import{(dry ? "?dryRun=true" : "")}") { Content = new ByteArrayContent(text) };
        request.Content.Headers.ContentType = new("text/csv");
        return await Wire.SendAsync(client, request);
    }

    public static async Task<byte[]> ExportAsync(this HttpClient client, string register)
    {
        using var response = await client.GetAsync($"/api/v1/{register}/export");
        return await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    /// <summary>"2 SO-YTE added", "3 SO-GDDT refused".</summary>
    public static IEnumerable<string> Lines(this Answer answer) =>
        answer.Json!["lines"]!.AsArray().Select(line => $"{line!["number"]} {line["key"]} {line["outcome"]}");

    public static IEnumerable<string> LineFaults(this Answer answer) =>
        answer.Json!["lines"]!.AsArray().SelectMany(line => line!["errors"]!.AsArray().Select(fault => $"{line["number"]} {fault!["path"]} {fault["code"]}"));
}
