using IncidentDesk.Harness;
using IncidentDesk.Rules.Advisories;
using NUnit.Framework;

namespace IncidentDesk.Tests.Advisories;

public sealed class AdvisoryMovesTests
{
    [Test]
    public async Task The_database_knows_the_moves_of_the_rules_and_refuses_every_other()
    {
        await using var desk = await Desk.StartAsync();
        var stored = await desk.Database.ReadAsync(
            reading => reading.QueryAsync<Move>("SELECT from_state, to_state FROM advisory_moves"), CancellationToken.None);
        Assert.That(stored.Select(move => (move.FromState, move.ToState)), Is.EquivalentTo(CellMoves.All));

        var lead = desk.Client(await desk.KeyAsync(null, "report read work approve"));
        await desk.AgencyAsync("SO-YTE");
        await lead.SendLetterAsync(await lead.IssueAsync());
        Assert.That(
            async () => await desk.Database.WriteAsync(
                transaction => transaction.ExecuteAsync("UPDATE advisory_cells SET came_from = state, state = 'verified'"), CancellationToken.None),
            Throws.Exception);
    }

    private sealed record Move(string FromState, string ToState);
}
