using IncidentDesk.Rules;
using IncidentDesk.Rules.Ladders;

namespace IncidentDesk.Reference;

/// <summary>ladders.json: with which ladders a new desk begins. It names posts only, since it can know no person.</summary>
internal static class LaddersFile
{
    public static IReadOnlyDictionary<string, Ladder>? Read(ReferenceNode? file)
    {
        if (file is null)
            return null;

        file.Only("source", "sureness", "validFrom", "validTo", "ladders").Provenance();
        file.Validity();
        var ladders = file.Items("ladders").ConvertAll(node => (
            Severity: node.Only("severity", "acknowledgementSeconds", "warningSeconds", "rungs").Word("severity", Words.Severities),
            Ladder: Ladder(node)));
        if (!ladders.Select(one => one.Severity).SequenceEqual(Words.Severities))
            file.Fault("ladders", $"must be, in this order: {string.Join(' ', Words.Severities)}");
        return file.Sound ? ladders.ToDictionary(one => one.Severity, one => one.Ladder) : null;
    }

    private static Ladder Ladder(ReferenceNode node)
    {
        var ladder = new Ladder(
            node.Items("rungs").ConvertAll(Rung), node.Whole("acknowledgementSeconds", 60), node.Whole("warningSeconds", 1));
        if (ladder.WarningSeconds >= ladder.AcknowledgementSeconds)
            node.Fault("warningSeconds", "must be less than acknowledgementSeconds");
        return ladder;
    }

    private static Rung Rung(ReferenceNode node) => new(
        node.Only("who", "channels", "patienceSeconds").Word("who", Callable.Posts), node.Words("channels", Callable.Channels),
        node.Whole("patienceSeconds", 60));
}
