using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Conformance;

/// <summary>Where a person must act, a key that is bound to nobody is told so, whatever its scopes; and nowhere else.</summary>
public sealed class PersonDoorsTests
{
    /// <summary>Whoever adds one explains it in a review.</summary>
    private static readonly string[] ForPeople =
    [
        "PUT /api/v1/incidents/{incident}/acknowledgement", "DELETE /api/v1/incidents/{incident}/acknowledgement", "PUT /api/v1/incidents/{incident}/closure",
        "PUT /api/v1/incidents/{incident}/rejection", "PUT /api/v1/approvals/{approval:guid}", "PUT /api/v1/deliveries/{delivery:guid}/approval",
        "PUT /api/v1/deliveries/{delivery:guid}/acknowledgement", "PUT /api/v1/deliveries/{delivery:guid}/cancellation",
        "PUT /api/v1/incidents/{incident}/severity", "PUT /api/v1/incidents/{incident}/late-reason", "PUT /api/v1/deliveries/{delivery:guid}/hold", "DELETE /api/v1/deliveries/{delivery:guid}/hold", "PUT /api/v1/deliveries/{delivery:guid}/call-outcome",
        "PUT /api/v1/alarms/{alarm:guid}/acknowledgement", "PUT /api/v1/systems/{system}/level",
        "PUT /api/v1/obligations/periodic/{duty:guid}/filing", "PUT /api/v1/obligations/periodic/{duty:guid}/waiver", "DELETE /api/v1/people/{person:guid}/calendar-link",
        "PUT /api/v1/papers/{paper}/review", "PUT /api/v1/papers/{paper}/withdrawal", "PUT /api/v1/papers/{paper}/sending", "PUT /api/v1/papers/{paper}/handover",
        "PUT /api/v1/advisories/{advisory:guid}/replies/{agency}/verification",
        "PUT /api/v1/duty/swaps/{swap:guid}/answer",
        "PUT /api/v1/hunts/{hunt:guid}/closure", "PUT /api/v1/hunts/{hunt:guid}/cancellation", "PUT /api/v1/coordination-requests/{request:guid}/reply",
        "PUT /api/v1/preservation-orders/{order:guid}/lifting", "PUT /api/v1/providers/{provider:guid}/contacts/{contact:guid}/check",
        "PUT /api/v1/drills/{drill:guid}/approval", "PUT /api/v1/drills/{drill:guid}/cancellation",
        "PUT /api/v1/providers/none/{agency}", "DELETE /api/v1/providers/none/{agency}", "PUT /api/v1/scenario-reviews/{review:guid}/settlement",
        "PUT /api/v1/people/{person:guid}", "PUT /api/v1/people/{person:guid}/ending", "DELETE /api/v1/people/{person:guid}/ending",
        "PUT /api/v1/people/{person:guid}/reset", "DELETE /api/v1/people/{person:guid}/sessions",
    ];

    private TwoAgencies scene = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => scene = await TwoAgencies.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await scene.DisposeAsync();

    [Test]
    public async Task A_key_bound_to_nobody_is_told_that_a_person_must_act_at_these_doors_and_at_no_other()
    {
        var told = new List<string>();
        foreach (var door in Door.Of(scene.Desk).Where(door => door.IsApi && door.Method != "GET" && door.Parameters.Any(TwoAgencies.Owned.ContainsKey)))
            foreach (var (own, _) in scene.Pairs(door))
                if (await SaysSoAsync(door, own))
                {
                    told.Add(door.ToString());
                    break;
                }
        Assert.That(told, Is.EquivalentTo(ForPeople));
    }

    private async Task<bool> SaysSoAsync(Door door, IReadOnlyDictionary<string, string> ids)
    {
        using var request = new HttpRequestMessage(new HttpMethod(door.Method), door.At(name => ids.GetValueOrDefault(name) ?? TwoAgencies.SharedValue(name)));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (door.Method is "POST" or "PUT")
            request.Content = scene.BodyOf(door);
        var answer = await Wire.SendAsync(scene.Machine, request);
        return answer.Code == 403 && (string?)answer.Json!["code"] == "needs-a-person";
    }
}
