using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using FsCheck;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

/// <summary>Whatever arrives, the answer is a 4xx problem and the desk goes on.</summary>
public sealed class HostileBodyTests
{
    private const string Good =
        """{"title":"Máy chủ \u00e1","detectedAt":"2026-11-20T16:45:00+07:00","subjects":12,"flags":{"serious":true},"things":[{"type":"ipv4","value":"203.0.113.7"}],"score":1.5}""";

    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        Assert.That(server.Log.Errors, Is.Empty, "nothing here is an error of ours");
        await server.DisposeAsync();
    }

    [Test]
    public void A_body_with_bytes_changed_cut_or_repeated_never_breaks_the_desk() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll(Mutations().ToArbitrary(), body =>
        {
            var answer = server.PostAsync(body).GetAwaiter().GetResult();
            return (answer.Status is 200 or 400 && (answer.Status == 200 || answer.Errors.Length > 0))
                .Label($"{answer.Status} {answer.Text} for {Convert.ToHexString(body)}");
        }));

    [Test]
    public void Text_of_any_characters_never_breaks_the_desk() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Choose(0, 0xFFFF).ListOf().ToArbitrary(), text =>
        {
            var escaped = string.Concat(text.Select(unit => string.Create(CultureInfo.InvariantCulture, $"\\u{unit:x4}")));
            var answer = server.PostAsync($$"""{"title":"{{escaped}}","detectedAt":"2026-11-20T09:45:00Z","{{escaped}}":1}""").GetAwaiter().GetResult();
            return answer.Status == 400;
        }));

    [TestCase(PipelineServer.Limit, 400)]
    [TestCase(PipelineServer.Limit + 1, 413)]
    [TestCase(2 << 20, 413)]
    public async Task A_body_beyond_the_limit_is_too_large(int bytes, int status)
    {
        var answer = await server.PostAsync(new string(' ', bytes));
        Assert.That(answer.Status, Is.EqualTo(status));
        if (status == 413)
            Assert.That(answer.Json.GetProperty("detailVi").GetString(), Does.Contain("65536"));
    }

    [Test]
    public async Task A_chunked_body_beyond_the_limit_is_too_large_as_well()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/samples")
        {
            Content = new StreamContent(new MemoryStream(new byte[2 << 20])),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await server.Client.SendAsync(request);
        var answer = await Answer.OfAsync(response);
        Assert.That(answer.Status, Is.EqualTo(413));
        Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/too-large"));
    }

    [Test]
    public async Task A_claim_of_gigabytes_is_refused_before_they_come()
    {
        var answer = await server.SendRawAsync(Request("Content-Length: 9000000000", "{"));
        Assert.That(answer, Does.StartWith("HTTP/1.1 413").And.Contain("/problems/too-large"));
    }

    [Test]
    public async Task A_half_sent_body_gets_no_server_error_and_is_not_bound()
    {
        var answer = await server.SendRawAsync(Request("Content-Length: 200", Good[..50]), thenClose: true);
        Assert.That(answer, Is.Empty.Or.StartsWith("HTTP/1.1 400"));
        Assert.That((await server.PostAsync(Good)).Status, Is.EqualTo(200), "the desk goes on");
    }

    [Test]
    public async Task A_wrong_chunk_size_is_a_problem()
    {
        var answer = await server.SendRawAsync(Request("Transfer-Encoding: chunked", "ZZ\r\n{}\r\n0\r\n\r\n"));
        Assert.That(answer, Does.StartWith("HTTP/1.1 400").And.Contain("/problems/validation"));
    }

    [TestCase("gzip")]
    [TestCase("br, gzip")]
    public async Task A_compressed_body_is_not_read(string encoding)
    {
        var answer = await server.SendRawAsync(Request($"Content-Encoding: {encoding}\r\nContent-Length: 2", "{}"));
        Assert.That(answer, Does.StartWith("HTTP/1.1 415").And.Contain("/problems/unsupported-media-type"));
    }

    [Test]
    public async Task UTF16_is_not_UTF8()
    {
        var answer = await server.PostAsync(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Good)).ToArray());
        Assert.That(answer.Errors, Is.EqualTo((string[])[" malformed"]));
    }

    private static string Request(string headers, string body) =>
        $"POST /api/v1/samples HTTP/1.1\r\nHost: desk.example\r\nConnection: close\r\nContent-Type: application/json\r\n{headers}\r\n\r\n{body}";

    private static Gen<byte[]> Mutations()
    {
        var body = Encoding.UTF8.GetBytes(Good);
        var hostile = Gen.Elements("{", "}", "[", "]", "\"", "\\", "\\ud800", "\\u0000", ",", ":", "null", "1e999", "-", "\0", "\u00e9", "\"title\":1,", "NaN");
        var change =
            from at in Gen.Choose(0, body.Length - 1)
            from length in Gen.Choose(0, 12)
            from insert in Gen.OneOf(
                hostile.Select(Encoding.UTF8.GetBytes),
                Gen.Choose(0, 255).Select(one => (byte[])[(byte)one]),
                Gen.Choose(0, body.Length - 20).Select(start => body[start..(start + 20)]))
            select (at, length, insert);
        return Gen.NonEmptyListOf(change).Select(changes => changes.Take(4).Aggregate(body, (bytes, one) =>
        {
            var at = Math.Min(one.at, bytes.Length);
            return (byte[])[.. bytes[..at], .. one.insert, .. bytes[Math.Min(at + one.length, bytes.Length)..]];
        }));
    }
}
