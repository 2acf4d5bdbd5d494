using System.Collections.Frozen;
using IncidentDesk.Rules;

namespace IncidentDesk.Reference;

/// <summary>The Traffic Light Protocol 2.0, widest sharing first.</summary>
/// <param name="Legacy">Words of older versions, taken on input only: white is clear.</param>
public sealed record Tlp(IReadOnlyList<TlpWord> Words, FrozenDictionary<string, string> Legacy);

/// <summary>One mark: as the wire says it, as documents print it, its colour on black, and who may read it.</summary>
public sealed record TlpWord(string Word, string Mark, string Colour, Bilingual Sharing);
