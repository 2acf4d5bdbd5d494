using System.Net.Http.Headers;
using System.Text;
using IncidentDesk.Harness;

namespace IncidentDesk.Tests.Evidence;

/// <summary>A file sent as programs send it.</summary>
internal static class Uploads
{
    public static HttpContent Bytes(byte[] content, string name = "log.txt")
    {
        var bytes = new ByteArrayContent(content);
        bytes.Headers.ContentType = new("application/octet-stream");
        bytes.Headers.ContentDisposition = new("attachment") { FileNameStar = name };
        return bytes;
    }

    public static MultipartFormDataContent Form(byte[] content, string name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "file", FileName = "x", FileNameStar = name };
        form.Add(file);
        return form;
    }

    public static async Task<Answer> UploadAsync(this HttpClient client, string incident, HttpContent content) =>
        await client.SendToAsync(HttpMethod.Post, $"/api/v1/incidents/{incident}/evidence", content);

    public static Task<Answer> UploadAsync(this HttpClient client, string incident, string content, string name = "log.txt") =>
        client.UploadAsync(incident, Bytes(Encoding.UTF8.GetBytes(content), name));

    public static async Task<Answer> SendToAsync(this HttpClient client, HttpMethod method, string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        return await Wire.SendAsync(client, request);
    }
}
