using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IncidentDesk.Pipeline.Access;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>
/// The wall between two agencies, asked of what stands in queries and bodies: whoever names a record of another agency there is answered as if they had named one
/// that does not exist.
/// </summary>
public sealed partial class ReferencesTests
{
    /// <summary>Parameters of addresses that name a record only together with another's, or one of the desk alone.</summary>
    private static readonly string[] Beside = ["other", "key", "handover", "item", "version", "hash", "shift", "contact", "commitment"];

    private TwoAgencies scene = null!;
    private IReadOnlyList<Operation> operations = [];
    private IReadOnlyList<NamedField> references = [];

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scene = await TwoAgencies.StartAsync();
        operations = Operation.Of((JsonObject)JsonNode.Parse(await scene.Everything.GetStringAsync("/openapi/v1.json"))!);
        references = NamedField.Of(scene, await OwnRecords.PlaceAsync(scene));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public void Every_field_of_the_document_is_known_here_as_a_record_of_somebody_or_as_none() =>
        Assert.That(
            operations.SelectMany(FieldsOf).Distinct().Where(name => !NamedField.Names.Contains(name) && !NamedField.Plain.Contains(name)).Order(StringComparer.Ordinal),
            Is.Empty, "say in NamedField whose records the new field names");

    [Test]
    public void Every_field_that_names_a_record_is_asked_at_every_door_that_agencies_may_enter()
    {
        var open = Door.Of(scene.Desk).Where(door => door.IsApi && door.Endpoint.Metadata.GetMetadata<Needs>() is { DeskOnly: false })
            .Select(door => $"{door.Method} {Constraint().Replace(door.Route, "}")}").ToHashSet();
        var named = operations.Where(operation => open.Contains($"{operation.Method} {operation.Path}"))
            .SelectMany(operation => FieldsOf(operation).Where(field => NamedField.Names.Contains(field)).Select(field => $"{operation.Method} {operation.Path} {field}"));

        Assert.That(
            named.Except(NamedField.Words.Select(one => $"{one.Door} {one.Field}")), Is.EquivalentTo(references.Select(reference => $"{reference}").Distinct()),
            "say in NamedField how the field is asked, or why it is no name there");
    }

    [Test]
    public async Task A_foreign_record_in_a_query_or_a_body_is_answered_like_one_that_does_not_exist()
    {
        foreach (var reference in references)
        {
            var told = new List<string>();
            foreach (var (role, caller) in scene.Strangers)
                foreach (var foreign in reference.Foreign)
                {
                    var is_ = await AskAsync(caller, reference, role, foreign);
                    Assert.That(is_, Is.EqualTo(await AskAsync(caller, reference, role, TwoAgencies.Missing(foreign))), $"{role}: {reference} = {foreign}");
                    told.Add(reference.Body is null ? await AskAsync(caller, reference, role, reference.Own) : is_);
                }
            // Else all of them were refused before anybody looked at what they name.
            Assert.That(
                told, Has.Some.Matches<string>(answer => reference.Body is null ? answer.StartsWith("200 ", StringComparison.Ordinal) : answer.Contains("unknown-reference", StringComparison.Ordinal)),
                $"{reference}: {told[0]}");
        }
    }

    [Test]
    public void A_parameter_beside_another_stands_beside_one_that_is_tried_or_at_a_door_of_the_desk() =>
        Assert.That(
            Door.Of(scene.Desk).Where(door => door.Parameters.Any(name => Beside.Contains(name)) && !door.Parameters.Any(TwoAgencies.Owned.ContainsKey)
                && door.Endpoint.Metadata.GetMetadata<Needs>() is not { DeskOnly: true }),
            Is.Empty);

    private static IEnumerable<string> FieldsOf(Operation operation) =>
        operation.Query.Concat(operation.Body is { } body ? FieldsOf(body, 0) : []).Distinct();

    private static IEnumerable<string> FieldsOf(JsonObject schema, int depth)
    {
        if (Operation.Resolve(schema)["properties"] is not JsonObject properties || depth > 5)
            yield break;
        foreach (var (name, described) in properties.Where(one => one.Value is JsonObject))
        {
            var field = Operation.Resolve((JsonObject)described!);
            if (field["items"] is JsonObject items)
                field = Operation.Resolve(items);
            if (IsText(field))
                yield return name;
            foreach (var below in FieldsOf(field, depth + 1))
                yield return below;
        }
    }

    // Ids are texts too; instants and numbers name nothing.
    private static bool IsText(JsonObject schema) =>
        (string?)schema["format"] is null or "uuid" && schema["type"] switch
        {
            JsonArray several => several.Any(one => (string?)one == "string"),
            JsonValue one => (string?)one == "string",
            _ => false,
        };

    /// <returns>Status and body, without what differs from one request to the next, and without the value that was named.</returns>
    private async Task<string> AskAsync(HttpClient caller, NamedField reference, string role, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(reference.Door.Split(' ')[0]), reference.Address(role, value));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (reference.Body is { } body)
            request.Content = new StringContent(body(value), Encoding.UTF8, "application/json");
        using var response = await caller.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return $"{(int)response.StatusCode} {Trace().Replace(text.Replace(value, "?", StringComparison.Ordinal), "")}";
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();

    [GeneratedRegex(@":[^}/]+}")]
    private static partial Regex Constraint();
}
