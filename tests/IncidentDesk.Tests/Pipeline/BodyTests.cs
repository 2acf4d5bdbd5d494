using System.Globalization;
using System.Text;
using NUnit.Framework;

namespace IncidentDesk.Tests.Pipeline;

public sealed class BodyTests
{
    private const string Good = """{"title":"Máy chủ","detectedAt":"2026-11-20T16:45:00+07:00"}""";

    private PipelineServer server = null!;

    [OneTimeSetUp]
    public async Task Start() => server = await PipelineServer.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await server.DisposeAsync();

    [Test]
    public async Task A_good_body_is_bound_with_defaults_for_what_is_absent()
    {
        var json = (await server.PostAsync(Good)).Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("title").GetString(), Is.EqualTo("Máy chủ"));
            Assert.That(json.GetProperty("detectedAt").GetString(), Is.EqualTo("2026-11-20T09:45:00.000Z"));
            Assert.That(json.GetProperty("level").GetInt32(), Is.EqualTo(2));
            Assert.That(json.GetProperty("cves").GetArrayLength(), Is.Zero);
            Assert.That(json.GetProperty("things").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        }
    }

    [Test]
    public async Task Every_kind_of_field_is_bound()
    {
        var answer = await server.PostAsync("""
            {"title":"t","detectedAt":"2026-11-20T09:45:00Z","note":"n","subjects":9007199254740993,"level":-3,"drill":true,
             "flags":{"serious":true},"things":[{"type":"ipv4","value":"203.0.113.7"},{"note":"x","value":"v","type":"url"}],
             "cves":["CVE-2022-40684"],"day":"2026-11-20","ref":"0193a5c2-7b1e-7c3d-9f00-0123456789ab","score":64.25}
            """);
        Assert.That(answer.Text, Is.EqualTo(
            """{"title":"t","detectedAt":"2026-11-20T09:45:00.000Z","note":"n","subjects":9007199254740993,"level":-3,"drill":true"""
            + ""","flags":{"serious":true,"national":false},"things":[{"type":"ipv4","value":"203.0.113.7","note":null},{"type":"url","value":"v","note":"x"}]"""
            + ""","cves":["CVE-2022-40684"],"day":"2026-11-20","ref":"0193a5c2-7b1e-7c3d-9f00-0123456789ab","score":64.25}"""));
    }

    [Test]
    public async Task Everything_wrong_is_said_at_once_with_its_path()
    {
        var answer = await server.PostAsync("""
            {"title":7,"titel":"x","detectedAt":"yesterday","detectedAt":"2026-11-20T09:45:00Z","subjects":"many","level":99999999999,
             "drill":"no","flags":{},"things":[{"type":"ipv4","value":1,"a/b~c":2},null,[]],"cves":{"0":"x"},"note":"a\u0000b","day":"20/11/2026","inner":"x"}
            """);
        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Errors, Is.EquivalentTo((string[])[
            "/title wrong-type", "/titel unknown-field", "/detectedAt bad-format", "/detectedAt duplicate-field", "/subjects wrong-type",
            "/level out-of-range", "/drill wrong-type", "/flags/serious required", "/things/0/value wrong-type", "/things/0/a~1b~0c unknown-field",
            "/things/1 required", "/things/2 wrong-type", "/cves wrong-type", "/note forbidden-character", "/day bad-format", "/inner unknown-field",
        ]));
    }

    [Test]
    public async Task Null_is_absent() =>
        Assert.That((await server.PostAsync("""{"title":null,"note":null,"level":null,"detectedAt":"2026-11-20T09:45:00Z"}""")).Errors,
            Is.EqualTo((string[])["/title required"]));

    [Test]
    public async Task An_escaped_field_name_is_the_same_field() =>
        Assert.That((await server.PostAsync("""{"title":"a","\u0074itle":"b","detectedAt":"2026-11-20T09:45:00Z"}""")).Errors,
            Is.EqualTo((string[])["/title duplicate-field"]));

    [TestCase("1.0", "wrong-type")]
    [TestCase("1e2", "wrong-type")]
    [TestCase("1e400", "wrong-type")]
    [TestCase("9223372036854775808", "out-of-range")]
    [TestCase("-99999999999999999999999999999999", "out-of-range")]
    [TestCase("true", "wrong-type")]
    public async Task A_count_is_a_whole_number_within_its_range(string number, string code) =>
        Assert.That((await server.PostAsync($$"""{"title":"t","detectedAt":"2026-11-20T09:45:00Z","subjects":{{number}}}""")).Errors,
            Is.EqualTo((string[])["/subjects " + code]));

    [TestCase("1e400")]
    [TestCase("-1e99999999999")]
    public async Task A_number_beyond_a_decimal_is_out_of_range(string number) =>
        Assert.That((await server.PostAsync($$"""{"title":"t","detectedAt":"2026-11-20T09:45:00Z","score":{{number}}}""")).Errors,
            Is.EqualTo((string[])["/score out-of-range"]));

    [TestCase("\\u0000")]
    [TestCase("\\u0007")]
    [TestCase("\\u007f")]
    [TestCase("\\u0085")]
    [TestCase("\\ud800")]
    [TestCase("\\udc00x")]
    [TestCase("\\ufffe")]
    public async Task Control_and_half_characters_are_refused(string escape) =>
        Assert.That((await server.PostAsync($$"""{"title":"a{{escape}}","detectedAt":"2026-11-20T09:45:00Z"}""")).Errors,
            Is.EqualTo((string[])["/title forbidden-character"]));

    [Test]
    public async Task Tabs_line_ends_and_emoji_are_text() =>
        Assert.That((await server.PostAsync("""{"title":"a\tb\r\nc \ud83d\ude00 😀","detectedAt":"2026-11-20T09:45:00Z"}""")).Json.GetProperty("title").GetString(),
            Is.EqualTo("a\tb\r\nc 😀 😀"));

    [Test]
    public async Task Text_is_composed_before_anyone_compares_it()
    {
        var decomposed = "Máy chủ".Normalize(NormalizationForm.FormD);
        var answer = await server.PostAsync($$"""{"title":"{{decomposed}}","detectedAt":"2026-11-20T09:45:00Z"}""");
        Assert.That(answer.Json.GetProperty("title").GetString(), Is.EqualTo("Máy chủ".Normalize(NormalizationForm.FormC)));
    }

    [Test]
    public async Task The_verbatim_body_is_kept_to_the_letter()
    {
        var body = "  { \"title\" : \"" + "Máy".Normalize(NormalizationForm.FormD) + "\",\n \"detectedAt\":\"2026-11-20T16:45:00+07:00\" } ";
        Assert.That((await server.PostAsync(body, door: "/api/v1/verbatim")).Text, Is.EqualTo(body));
    }

    [Test]
    public async Task A_byte_order_mark_is_no_part_of_the_text()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)];
        Assert.That((await server.PostAsync(body)).Status, Is.EqualTo(200));
        Assert.That((await server.PostAsync(body, door: "/api/v1/verbatim")).Text, Is.EqualTo(Good));
    }

    [Test]
    public async Task Bytes_that_are_not_UTF8_are_named()
    {
        var answer = await server.PostAsync(Encoding.Latin1.GetBytes("""{"title":"café"}"""));
        Assert.That(answer.Errors, Is.EqualTo((string[])[" malformed"]));
        Assert.That(answer.Json.GetProperty("errors")[0].GetProperty("message").GetString(), Does.Contain("byte 13"));
    }

    [TestCase("", "")]
    [TestCase(" ", "")]
    [TestCase("null", "")]
    [TestCase("[]", "")]
    [TestCase("\"text\"", "")]
    public async Task A_body_that_is_no_object_is_refused(string body, string path)
    {
        var answer = await server.PostAsync(body);
        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.Errors.Single(), Does.StartWith(path + " "));
    }

    [TestCase("{\"title\":\"x\"", "")]
    [TestCase("{\"extra\":[1,2", "/extra")]
    [TestCase("{\"cves\":[\"a\" \"b\"]}", "/cves/1")]
    [TestCase("{\"title\":\"x\",}", "")]
    [TestCase("{\"title\":NaN}", "/title")]
    [TestCase("{\"things\":[{\"type\":'x'}]}", "/things/0/type")]
    [TestCase("{title:1}", "")]
    [TestCase("{} {}", "")]
    [TestCase("{}x", "")]
    [TestCase("// hello\n{}", "")]
    public async Task Broken_JSON_is_malformed_and_says_where(string body, string path) =>
        Assert.That((await server.PostAsync(body)).Errors, Does.Contain(path + " malformed"));

    [Test]
    public async Task Sixteen_levels_are_deep_enough([Values(16, 17, 200, 20_000)] int levels)
    {
        var nested = new string('[', levels - 1) + new string(']', levels - 1);
        var answer = await server.PostAsync($$"""{"title":"t","detectedAt":"2026-11-20T09:45:00Z","extra":{{nested}}}""");
        Assert.That(answer.Errors, levels == 16 ? Is.EqualTo((string[])["/extra unknown-field"]) : Does.Contain("/extra malformed"));
        if (levels > 16)
            Assert.That(answer.Text, Does.Contain("deeper than 16 levels").And.Contain("16 cấp"));
    }

    [Test]
    public async Task Many_faults_do_not_make_the_answer_larger_than_the_question()
    {
        var body = "{" + string.Join(',', Enumerable.Range(0, 3000).Select(n => string.Create(CultureInfo.InvariantCulture, $"\"x{n}\":1"))) + "}";
        Assert.That((await server.PostAsync(body)).Errors, Has.Length.EqualTo(100));
    }

    [Test]
    public async Task A_body_of_optional_fields_may_be_empty()
    {
        using var response = await server.Client.PutAsync("/api/v1/notes", null);
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("""{"note":null}"""));
    }

    [Test]
    public async Task Items_of_a_batch_are_checked_each_for_itself_under_their_own_path()
    {
        var answer = await server.PostAsync($$"""{"reports":[{{Good}},{"title":"x"},null,5]}""", door: "/api/v1/envelopes");
        var paths = answer.Json.EnumerateArray().Select(faults => string.Join(' ', faults.EnumerateArray().Select(fault => fault.GetProperty("path").GetString())));
        Assert.That(paths, Is.EqualTo((string[])["", "/reports/1/detectedAt", "/reports/2", "/reports/3"]));
    }

    [TestCase("application/json", 200)]
    [TestCase("application/json; charset=utf-8", 200)]
    [TestCase("Application/JSON;charset=\"UTF-8\"", 200)]
    [TestCase("application/json; charset=latin1", 415)]
    [TestCase("application/json; charset=bogus", 415)]
    [TestCase("application/problem+json", 415)]
    [TestCase("text/plain", 415)]
    [TestCase("nonsense", 415)]
    [TestCase(null, 415)]
    public async Task Only_JSON_in_UTF8_is_read(string? type, int status)
    {
        var answer = await server.PostAsync(Good, type);
        Assert.That(answer.Status, Is.EqualTo(status));
        if (status == 415)
            Assert.That(answer.Json.GetProperty("type").GetString(), Is.EqualTo("/problems/unsupported-media-type"));
    }
}
