using IncidentDesk.Rules.Papers;
using IncidentDesk.Storage;

namespace IncidentDesk.Papers.Facts;

/// <summary>What a paper is about, and who and when drafts it.</summary>
public sealed record PaperSubject(PaperForm Form, Guid? Incident, Guid Agency, Guid? Obligation, DateTimeOffset Now);

/// <summary>One shelf of facts. What is not stored is left out: an empty answer is named as missing, never guessed.</summary>
public interface IPaperFacts
{
    Task AddAsync(Reading reading, PaperSubject subject, Dictionary<string, string?> facts);
}

/// <summary>Everything stored that a form may ask for.</summary>
public sealed class PaperFacts(IEnumerable<IPaperFacts> shelves)
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(Reading reading, PaperSubject subject)
    {
        var facts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var shelf in shelves)
            await shelf.AddAsync(reading, subject, facts);
        return facts.Where(fact => !string.IsNullOrWhiteSpace(fact.Value)).ToDictionary(fact => fact.Key, fact => fact.Value!, StringComparer.Ordinal);
    }
}
