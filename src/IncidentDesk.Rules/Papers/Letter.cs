namespace IncidentDesk.Rules.Papers;

/// <summary>A paper as it is printed, whatever prints it: laid out as Nghị định 30/2020 wants it. What was decided stands in it; nothing is looked up any more.</summary>
/// <param name="Above">The agency above the issuer; empty where there is none.</param>
/// <param name="Matter">Trích yếu; of a letter it stands under the number, of a document under its title.</param>
/// <param name="Title">Null: a letter.</param>
/// <param name="Mark">TLP:AMBER.</param>
/// <param name="Notice">What every page says of the form: whose it is, how sure.</param>
public sealed record Letter(
    string Above, string Issuer, string Number, string PlaceAndDate, string? Title, string Matter, string Mark, bool IsDrill, string Notice,
    IReadOnlyList<string> To, IReadOnlyList<LetterPart> Parts, IReadOnlyList<string> Copies, IReadOnlyList<string> SignerTitle, string Signer);

/// <summary>A piece of a paper's body.</summary>
/// <param name="Kind">As of <see cref="PaperBlock"/>.</param>
/// <param name="Label">Of an answer: what was asked.</param>
public sealed record LetterPart(
    string Kind, string? Label, IReadOnlyList<string> Lines, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
