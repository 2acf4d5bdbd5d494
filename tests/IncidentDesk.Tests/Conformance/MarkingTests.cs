using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Agencies.Csv;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// A state secret must not get in, whichever field of whichever door somebody writes it into: asked of every text field that the API document knows, in the bodies of
/// all doors and below.
/// </summary>
public sealed partial class MarkingTests
{
    private const string Stamp = "Công văn số 12\nTỐI MẬT", Harmless = "Lộ MẬT KHẨU, việc BẢO MẬT và BÍ MẬT kinh doanh";

    private TwoAgencies scene = null!;
    private IReadOnlyList<Operation> operations = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await TwoAgencies.StartAsync();
        operations = [.. Operation.Of((JsonObject)(await scene.Everything.ReadAsync("/openapi/v1.json")).Json!).Where(operation => operation.Body is not null)];
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task Every_text_field_of_every_door_refuses_a_stamp_and_names_the_right_channel()
    {
        var asked = 0;
        foreach (var operation in operations)
            foreach (var (path, body) in Bodies(Operation.Resolve(operation.Body!), "", 0))
            {
                var answer = await SendAsync(operation, body(Stamp));
                var fault = FaultsOf(answer).FirstOrDefault(one => (string?)one["code"] == "state-secret-marking" && ((string)one["path"]!).EndsWith(path, StringComparison.Ordinal));
                Assert.That(fault, Is.Not.Null, $"{operation.Method} {operation.Path} {path}: {answer.Code} {answer.Json?.ToJsonString()}");
                Assert.That((string?)fault!["messageVi"], Does.Contain("văn thư mật"));
                Assert.That((string?)fault["message"], Does.Contain("channel for secret documents"));
                asked++;
            }
        Assert.That((operations.Count > 30, asked > 60), Is.EqualTo((true, true)), $"{operations.Count} doors, {asked} fields");
    }

    [TestCase("agencies")]
    [TestCase("systems")]
    [TestCase("products", 4)]
    public async Task Every_text_column_of_every_table_refuses_a_stamp(string register, int fields = 9)
    {
        string[] columns = [.. Register.Of(register).Columns.Except(["validFrom", "validTo", "level", "basicSubjects", "sensitiveSubjects", "hosts"])];
        foreach (var column in columns)
        {
            string Table(string text) => $"{string.Join(',', columns)}\r\n{string.Join(',', columns.Select(one => one == column ? $"\"{text}\"" : "X"))}\r\n";
            Assert.That((await scene.Everything.ImportAsync(register, Table(Stamp), dry: true)).LineFaults(), Has.Member($"2 /{column} state-secret-marking"));
            Assert.That((await scene.Everything.ImportAsync(register, Table(Harmless), dry: true)).LineFaults(), Has.None.EqualTo($"2 /{column} state-secret-marking"));
        }
        Assert.That(columns, Has.Length.GreaterThanOrEqualTo(fields));
    }

    [Test]
    public async Task Passwords_security_and_trade_secrets_are_no_stamps_anywhere()
    {
        foreach (var operation in operations)
            foreach (var (path, body) in Bodies(Operation.Resolve(operation.Body!), "", 0))
                Assert.That(
                    FaultsOf(await SendAsync(operation, body(Harmless))).Select(one => (string?)one["code"]), Has.None.EqualTo("state-secret-marking"),
                    $"{operation.Method} {operation.Path} {path}");
    }

    /// <summary>For each text field below a schema its path and a body that has nothing but that field; fields of a closed form (ids, instants, words) too: they are texts to whoever writes.</summary>
    private static IEnumerable<(string Path, Func<string, JsonNode> Body)> Bodies(JsonObject schema, string path, int depth)
    {
        if (schema["properties"] is not JsonObject properties || depth > 4)
            yield break;
        foreach (var (name, described) in properties.Where(one => one.Value is JsonObject))
        {
            var field = Operation.Resolve((JsonObject)described!);
            var here = $"{path}/{name}";
            if (Kind(field) == "array" && field["items"] is JsonObject items)
            {
                var item = Operation.Resolve(items);
                foreach (var (below, body) in Bodies(item, $"{here}/0", depth + 1))
                    yield return (below, text => new JsonObject { [name] = new JsonArray(body(text)) });
                if (IsText(item))
                    yield return ($"{here}/0", text => new JsonObject { [name] = new JsonArray(JsonValue.Create(text)) });
            }
            else if (IsText(field))
                yield return (here, text => new JsonObject { [name] = text });
            else
                foreach (var (below, body) in Bodies(field, here, depth + 1))
                    yield return (below, text => new JsonObject { [name] = body(text) });
        }
    }

    private static bool IsText(JsonObject schema) => Kind(schema) == "string" && schema["format"] is null;

    private static string? Kind(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(one => (string?)one).FirstOrDefault(one => one != "null"),
        JsonValue one => (string?)one,
        _ => null,
    };

    // Items of a batch are refused one by one.
    private static IEnumerable<JsonNode> FaultsOf(Answer answer) =>
        (answer.Json?["errors"] as JsonArray ?? []).Concat((answer.Json?["items"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(item => item["body"]?["errors"] as JsonArray ?? [])).OfType<JsonNode>();

    private async Task<Answer> SendAsync(Operation operation, JsonNode body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Parameter().Replace(operation.Path, found => scene.IdsFor(found.Value)[0]));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await Wire.SendAsync(scene.Everything, request);
    }

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Parameter();
}
