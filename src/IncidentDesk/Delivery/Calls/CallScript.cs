using System.Text.Json;
using IncidentDesk.Delivery.Letters;
using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules;
using IncidentDesk.Rules.Phones;
using IncidentDesk.Shell;
using IncidentDesk.Storage;

namespace IncidentDesk.Delivery.Calls;

/// <summary>
/// What a person needs who calls: whom, the number as a link and in the groups in which it is spoken, the sentences to read in both languages, and
/// what to ask for. Written once, so that whoever calls again says the same.
/// </summary>
public sealed class CallScript(RuleBook book, DeskSettings settings) : IScribe
{
    private readonly CallSentences sentences = new(new(book), new(settings.Zone.Zone), settings.Name);

    public bool Writes(string causeKind, string channel) =>
        channel == PersonChannels.Call && causeKind is ("report" or "forward" or "obligation" or "update" or "retraction" or "rung");

    public async Task<string> WriteAsync(Reading reading, Guid delivery, DateTimeOffset at)
    {
        var facts = await LetterReading.OfAsync(reading, delivery);
        var row = facts.Row;
        return JsonSerializer.Serialize(
            new Words(
                row.Number, row.RecipientName, row.RecipientNameEn ?? row.RecipientName, $"tel:{row.Address}", SpokenNumber.Groups(row.Address),
                $"TLP:{row.Tlp.ToUpperInvariant()}", facts.IsDrill, Both(sentences.Script, facts), Both(sentences.Questions, facts)),
            Json.Options);
    }

    private static InBoth Both(Func<LetterFacts, Language, IReadOnlyList<string>> say, LetterFacts facts) =>
        new(say(facts, Language.Vietnamese), say(facts, Language.English));

    /// <param name="Tel">For a link: tel:+842400000001.</param>
    /// <param name="Groups">As it is spoken: 024, 0000, 0001.</param>
    /// <param name="Ask">What to ask for before laying down.</param>
    public sealed record Words(
        string Incident, string Whom, string WhomEn, string Tel, IReadOnlyList<string> Groups, string Tlp, bool Drill, InBoth Script, InBoth Ask);

    public sealed record InBoth(IReadOnlyList<string> Vi, IReadOnlyList<string> En);
}
