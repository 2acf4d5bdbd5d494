using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentDesk.Harness;
using IncidentDesk.Pipeline.Access;
using IncidentDesk.Tests.Evidence;
using Microsoft.AspNetCore.Http.Metadata;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>What is true of every door, asked of the doors that a running desk really has: a new one is tested by being there.</summary>
public sealed partial class DoorsTests
{
    /// <summary>Whoever adds one explains it in a review; files of the shell (/assets) are open besides.</summary>
    private static readonly string[] Open =
    [
        "GET /", "GET /healthz", "GET /readyz", "GET /openapi/{documentName}.json", "GET /problems/{word}", "GET /language", "GET /theme", "GET /letters",
        "GET /sign-in", "POST /sign-in", "POST /sign-in/second", "GET /sign-in/openid", "GET /sign-in/openid/back", "POST /sign-out",
        "GET /setup", "POST /setup", "GET /a/{token}", "POST /a/{token}", "GET /calendar/{token}.ics",
        "GET /welcome/{token}", "POST /welcome/{token}",
        "GET /.well-known/security.txt",
    ];

    /// <summary>Acts of administration without a step-up. Whoever adds one explains it in a review.</summary>
    private static readonly (string Door, string Why)[] WithoutProof =
    [
        ("POST /admin/own-report", "a report of the administrator's own, marked as a test: it leaves for nobody but the administrator"),
    ];

    /// <summary>Files of many records that hold nobody's address or number. Whoever adds one explains it in a review.</summary>
    private static readonly string[] WithoutContacts =
    [
        "GET /lists/incidents.csv", "GET /lists/alarms.csv", "GET /lists/duty.csv", "GET /lists/audit.csv", "GET /api/v1/systems/export", "GET /api/v1/products/export",
        "GET /api/v1/incidents/{incident}/export", "GET /api/v1/sharing-records/export", "GET /api/v1/figures/reports/{report}/export",
    ];

    private Desk desk = null!;
    private HttpClient nobody = null!, everything = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        desk = await Desk.StartAsync();
        nobody = desk.Client();
        everything = desk.Client(await desk.KeyAsync(null, string.Join(' ', Scopes.All)));
    }

    [OneTimeTearDown]
    public async Task Stop() => await desk.DisposeAsync();

    [Test]
    public void Every_door_says_who_may_enter() =>
        Assert.That(Doors().Where(door => door.Endpoint.Metadata.GetMetadata<Needs>() is null && !IsOpen(door)), Is.Empty);

    [Test]
    public void Nothing_is_open_but_what_is_named_here() =>
        Assert.That(
            Doors().Where(door => IsOpen(door) && !door.Route.StartsWith("/assets/", StringComparison.Ordinal)).Select(door => door.ToString()),
            Is.EquivalentTo(Open));

    [Test]
    public void Every_act_of_administration_asks_a_person_for_a_fresh_proof_but_those_that_are_named_with_their_reason()
    {
        var acts = Doors().Where(door => door.Method is not ("GET" or "HEAD") && door.Endpoint.Metadata.GetMetadata<Needs>()?.AnyOf is [Scopes.Admin]).ToList();

        Assert.That(acts, Has.Count.GreaterThan(25));
        Assert.That(
            acts.Where(door => door.Endpoint.Metadata.GetMetadata<FreshProof>() is null).Select(door => door.ToString()), Is.EquivalentTo(WithoutProof.Select(one => one.Door)));
    }

    [Test]
    public void Every_file_of_contacts_asks_a_person_for_a_fresh_proof()
    {
        // A picture's table holds its figures alone.
        var files = Doors().Where(door => door.Method == "GET" && !door.Route.StartsWith("/pictures/", StringComparison.Ordinal)
                && (door.Route.EndsWith(".csv", StringComparison.Ordinal) || door.Route.EndsWith("/export", StringComparison.Ordinal)))
            .ToLookup(door => door.Endpoint.Metadata.GetMetadata<FreshProof>() is not null, door => door.ToString());

        Assert.That(files[true], Is.SupersetOf(new[]
        {
            "GET /lists/people.csv", "GET /lists/deliveries.csv", "GET /lists/centres.csv", "GET /lists/agencies.csv", "GET /api/v1/agencies/export",
        }));
        Assert.That(files[false], Is.EquivalentTo(WithoutContacts));
    }

    [Test]
    public void Who_is_called_is_changed_behind_a_fresh_proof()
    {
        var changing = Doors().Where(door => door.Method is not ("GET" or "HEAD") && door.Route.Contains("/ladders", StringComparison.Ordinal)).ToList();

        Assert.That(changing, Has.Count.EqualTo(4));
        Assert.That(changing.Where(door => door.Endpoint.Metadata.GetMetadata<FreshProof>() is null).Select(door => door.ToString()), Is.Empty);
    }

    [Test]
    public async Task No_api_door_lets_in_who_has_no_key()
    {
        foreach (var door in Api())
            await RefusesAsync(nobody, door, 401, "unauthenticated");
    }

    [Test]
    public async Task A_wrong_method_is_405_and_names_the_right_ones()
    {
        foreach (var doors in Api().GroupBy(door => door.Route))
        {
            var answer = await RefusesAsync(everything, doors.First() with { Method = "PATCH" }, 405, "method-not-allowed");
            Assert.That(answer.Response.Content.Headers.Allow, Is.SupersetOf(doors.Select(door => door.Method)), doors.Key);
        }
    }

    [TestCase("/api/v1/nonsense", TestName = "An_unknown_door_is_404: below the api")]
    [TestCase("/api/v2/reports", TestName = "An_unknown_door_is_404: another version")]
    [TestCase("/api", TestName = "An_unknown_door_is_404: the api itself")]
    [TestCase("/nonsense", TestName = "An_unknown_door_is_404: anywhere")]
    public async Task An_unknown_door_is_404(string address)
    {
        foreach (var caller in new[] { nobody, everything })
            IsProblem(await caller.ReadAsync(address), 404, "not-found", address);
    }

    [Test]
    public async Task A_form_that_no_door_speaks_is_406()
    {
        foreach (var door in Api())
            await RefusesAsync(everything, door, 406, "not-acceptable", request => request.Headers.Add("Accept", "application/x-nonsense"));
    }

    [Test]
    public async Task A_body_that_is_not_json_is_415()
    {
        foreach (var door in Api().Where(door => door.Method is "POST" or "PUT"))
            await RefusesAsync(everything, door, 415, "unsupported-media-type", request => request.Content = new StringContent("title=x", Encoding.UTF8, "text/plain"));
    }

    [Test]
    public async Task A_list_refuses_a_parameter_that_it_does_not_know()
    {
        var lists = Api().Where(door => door.Method == "GET" && !door.Route.Contains('{', StringComparison.Ordinal) && door.Route != "/api/v1/stream").ToList();

        Assert.That(lists, Has.Count.GreaterThan(5));
        foreach (var list in lists)
        {
            var answer = await everything.ReadAsync(list.Route + "?nonsense=1");
            IsProblem(answer, 400, "validation", list.Route);
            Assert.That(answer.Faults, Has.Member("?nonsense unknown-field"), list.Route);
        }
    }

    [Test]
    public async Task The_document_lists_every_api_door()
    {
        var document = (await nobody.ReadAsync("/openapi/v1.json")).Json!;
        var described = ((JsonObject)document["paths"]!)
            .SelectMany(path => ((JsonObject)path.Value!).Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));

        Assert.That(Api().Select(door => $"{door.Method} {Constraint().Replace(door.Route, "}")}"), Is.SubsetOf(described.ToList()));
    }

    [Test]
    public async Task The_page_of_the_document_answers() =>
        Assert.That((await nobody.ReadAsync("/docs/index.html")).Status, Is.EqualTo(HttpStatusCode.OK));

    [Test]
    public async Task What_anybody_may_read_of_the_api_is_the_contract_and_nothing_of_this_desk()
    {
        await desk.AgencyAsync("SO-RIENG");
        var told = new StringBuilder();
        foreach (var address in new[] { "/openapi/v1.json", "/docs/index.html", "/docs/index.js" })
        {
            var text = await nobody.ReadTextAsync(address);
            Assert.That(await everything.ReadTextAsync(address), Is.EqualTo(text), $"{address} tells everybody the same");
            told.Append(text);
        }
        foreach (var own in new[] { desk.DataDirectory, Environment.MachineName, "SO-RIENG", "desk.db", "Npgsql", "Sqlite", Environment.UserName + "@" })
            Assert.That(told.ToString(), Does.Not.Contain(own));
        Assert.That(told.ToString(), Does.Not.Match("idk_[0-9a-f]{8}"));
    }

    [Test]
    public async Task An_incident_of_another_agency_is_as_unknown_as_one_that_does_not_exist()
    {
        var own = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-YTE")));
        var other = desk.Client(await desk.KeyAsync(await desk.AgencyAsync("SO-GDDT")));
        var filed = (await own.FileAsync(ExampleReport.Body())).Json!;
        var ids = new[] { (string)filed["id"]!, (string)filed["number"]! };
        var doors = Api().Where(door => door.Method == "GET" && door.Route.StartsWith("/api/v1/incidents/{incident}", StringComparison.Ordinal)).ToList();

        Assert.That(doors, Has.Count.GreaterThanOrEqualTo(4));
        foreach (var door in doors)
            foreach (var (id, unknown) in ids.Zip(["019a0000-0000-7000-8000-000000000000", "INC-2026-999999"]))
            {
                Assert.That((await nobody.ReadAsync(door.At(id))).Code, Is.EqualTo(401), door.Route);
                Assert.That((await own.ReadAsync(door.At(id))).Code, Is.EqualTo(200), door.Route);
                Assert.That((await everything.ReadAsync(door.At(id))).Code, Is.EqualTo(200), door.Route);
                var (foreign, missing) = (await other.ReadAsync(door.At(id)), await other.ReadAsync(door.At(unknown)));
                IsProblem(foreign, 404, "not-found", door.Route);
                Assert.That(WithoutTrace(foreign), Is.EqualTo(WithoutTrace(missing)), door.Route);
            }
        var report = (string)filed["reportId"]!;
        Assert.That((await own.ReadAsync($"/api/v1/reports/{report}")).Code, Is.EqualTo(200));
        Assert.That(
            WithoutTrace(await other.ReadAsync($"/api/v1/reports/{report}")),
            Is.EqualTo(WithoutTrace(await other.ReadAsync("/api/v1/reports/019a0000-0000-7000-8000-000000000000"))));
    }

    private static bool TakesFiles(Door door) => Takes(door, "application/octet-stream");

    private static bool TakesTables(Door door) => Takes(door, "text/csv");

    private static bool Takes(Door door, string kind) => door.Endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(kind) == true;

    private static bool IsOpen(Door door) => door.Endpoint.Metadata.GetMetadata<OpenToAll>() is not null;

    private IEnumerable<Door> Api() => Doors().Where(door => door.IsApi);

    private IReadOnlyList<Door> Doors() => Door.Of(desk);

    private static async Task<Answer> RefusesAsync(HttpClient caller, Door door, int status, string word, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At("019a0000-0000-7000-8000-000000000000"));
        if (door.Method is "POST" or "PUT" or "PATCH")
            request.Content = TakesFiles(door) ? Uploads.Bytes([1]) : new StringContent("{}", Encoding.UTF8, TakesTables(door) ? "text/csv" : "application/json");
        with?.Invoke(request);
        var answer = await Wire.SendAsync(caller, request);
        IsProblem(answer, status, word, door.ToString());
        return answer;
    }

    private static void IsProblem(Answer answer, int status, string word, string door)
    {
        Assert.That(answer.Code, Is.EqualTo(status), door);
        Assert.That(answer.Response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"), door);
        Assert.That((string?)answer.Json!["type"], Is.EqualTo("/problems/" + word), door);
        foreach (var text in new[] { "title", "titleVi", "detail", "detailVi", "traceId" })
            Assert.That((string?)answer.Json[text], Is.Not.Empty, $"{door}: {text}");
    }

    private static string WithoutTrace(Answer answer)
    {
        ((JsonObject)answer.Json!).Remove("traceId");
        return $"{answer.Code} {answer.Json.ToJsonString()}";
    }

    [GeneratedRegex(@":[^}/]+}")]
    private static partial Regex Constraint();
}
