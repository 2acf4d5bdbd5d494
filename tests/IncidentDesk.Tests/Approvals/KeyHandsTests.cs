using IncidentDesk.Approvals;
using IncidentDesk.Harness;
using NUnit.Framework;

namespace IncidentDesk.Tests.Approvals;

public sealed class KeyHandsTests
{
    [Test]
    [OnlyOn("sqlite", "A server reads a small table as a whole.")]
    public async Task The_acts_on_keys_are_found_by_an_index_of_nothing_else()
    {
        await using var store = await StoreForTest.OpenAsync();
        var plan = await store.Database.ReadAsync(reading => reading.QueryAsync<Step>(
            $"EXPLAIN QUERY PLAN {KeyHands.Held} SELECT count(*) FROM held WHERE {KeyHands.Had("'key:1'", "1")}", new { person = Guid.Empty }), CancellationToken.None);

        Assert.That(plan.Select(step => step.Detail), Has.Some.StartsWith("SEARCH audit USING INDEX audit_of_keys"));
        Assert.That(plan.Select(step => step.Detail), Has.None.StartsWith("SCAN audit").And.None.StartsWith("SCAN turned"));
    }

    private sealed record Step(long Id, long Parent, long Notused, string Detail);
}
