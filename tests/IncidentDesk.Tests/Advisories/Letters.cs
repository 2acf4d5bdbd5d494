using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using IncidentDesk.Advisories;
using IncidentDesk.Harness;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

/// <summary>Letters to try the desk on, and what people do with them over HTTP.</summary>
internal static class Letters
{
    public static JsonObject Fortinet(string number = "1684/STTTT-CNTT", string issuer = "Sở Thông tin và Truyền thông") => new()
    {
        ["number"] = number, ["issuedOn"] = "2022-10-11", ["issuer"] = issuer, ["subject"] = "Lỗ hổng trong FortiOS và FortiProxy", ["severity"] = "critical",
        ["cves"] = new JsonArray("CVE - 2022-40684"),
        ["products"] = new JsonArray(
            new JsonObject { ["name"] = "FortiOS", ["versions"] = new JsonArray(Range("7.0.0", "7.0.6"), Range("7.2.0", "7.2.1")) },
            new JsonObject { ["name"] = "FortiProxy", ["versions"] = new JsonArray(Range("7.0.0", "7.0.6"), Range("7.2.0", "7.2.0")) }),
        ["asks"] = new JsonArray("Rà soát thiết bị", "Nâng cấp"), ["exposed"] = false, ["automatable"] = false, ["technicalImpact"] = "partial",
    };

    public static Task<Answer> PutAsync(this HttpClient client, string address, string body, string version = "*")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", version);
        return Wire.SendAsync(client, request);
    }

    public static async Task<string> IssueAsync(this HttpClient desk, JsonObject? body = null)
    {
        var answer = await desk.PostAsync("/api/v1/advisories", (body ?? Fortinet()).ToJsonString());
        Assert.That(answer.Code, Is.EqualTo(201), answer.Json?.ToJsonString());
        return (string)answer.Json!["id"]!;
    }

    public static async Task<Answer> SendLetterAsync(this HttpClient desk, string id, string recipients = """{"all":true}""")
    {
        var answer = await desk.PutAsync($"/api/v1/advisories/{id}/recipients", recipients);
        Assert.That(answer.Code, Is.EqualTo(200), answer.Json?.ToJsonString());
        return answer;
    }

    public static Task<Answer> AnswerAsync(this HttpClient agency, string id, string code, string body, string version = "*") =>
        agency.PutAsync($"/api/v1/advisories/{id}/replies/{code}", body, version);

    public static async Task<string> StateAsync(this HttpClient caller, string id, string code) =>
        (string)(await caller.ReadAsync($"/api/v1/advisories/{id}/replies/{code}")).Json!["state"]!;

    /// <summary>The states with their numbers, those without left out: "no-reply 2, patched 1".</summary>
    public static async Task<string> FiguresAsync(this HttpClient caller, string id, DateTimeOffset? asOf = null)
    {
        var query = asOf is { } at ? $"?asOf={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}" : "";
        var counts = (JsonObject)(await caller.ReadAsync($"/api/v1/advisories/{id}/figures{query}")).Json!["counts"]!;
        return string.Join(", ", counts.Where(one => (long)one.Value! > 0).Select(one => $"{one.Key} {one.Value}"));
    }

    public static Task TurnAsync(this Desk desk) => desk.Services.GetRequiredService<AdvisoryClock>().TurnAsync(CancellationToken.None);

    /// <summary>What mails the letters caused, by their cause and recipient: "reminder-1 SO-YTE".</summary>
    public static async Task<IReadOnlyList<string>> MailsAsync(this Desk desk) =>
        await desk.Database.ReadAsync(reading => reading.QueryAsync<string>(
            """
            SELECT substr(cause_ref, 1, length(cause_ref) - 37) || ' ' || agencies.code FROM deliveries JOIN agencies ON agencies.id = deliveries.agency_id
            WHERE cause_kind = 'advisory' ORDER BY 1
            """), CancellationToken.None);

    public static Task MailAddressAsync(this Desk desk, string code, string address) => desk.Database.WriteAsync(
        transaction => transaction.ExecuteAsync("UPDATE agencies SET email = @address WHERE code = @code", new { code, address }), CancellationToken.None);

    public static byte[] Docx(string document, string name = "word/document.xml")
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry(name).Open())
            entry.Write(Encoding.UTF8.GetBytes(document));
        return file.ToArray();
    }

    /// <summary>A document with a paragraph for each line, each broken into two runs as word processors do.</summary>
    public static string Document(params string[] paragraphs) =>
        """<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"""
        + string.Concat(paragraphs.Select(text =>
            $"""<w:p><w:pPr/><w:r><w:t xml:space="preserve">{text[..(text.Length / 2)]}</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text[(text.Length / 2)..]}</w:t></w:r></w:p>"""))
        + "</w:body></w:document>";

    private static JsonObject Range(string from, string to) => new() { ["from"] = from, ["to"] = to };
}
