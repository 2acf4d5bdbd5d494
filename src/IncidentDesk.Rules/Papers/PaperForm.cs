namespace IncidentDesk.Rules.Papers;

/// <summary>
/// A paper that the law or the desk knows, as data: what is asked, where the answer may be found among the stored facts, and how it is laid out. An official form
/// takes the place of the desk's own by being another file, from its first day on.
/// </summary>
/// <param name="IsOfficial">False: nobody issued this layout, and every page of it says so.</param>
/// <param name="Subject">incident or agency: what it is about.</param>
/// <param name="Issuer">agency or desk: who signs.</param>
/// <param name="Visibility">agency: once sent, the agency sees it; internal: the desk alone.</param>
/// <param name="Obligations">Kinds of obligation that it answers.</param>
/// <param name="Rules">Rule sets whose obligations those are; empty is any.</param>
/// <param name="Symbol">The kind of document in its symbol: BC, TB, CV.</param>
/// <param name="To">To whom, where no obligation names the recipient.</param>
/// <param name="Title">A document with a name of its own; null: a letter, which has its matter under its number.</param>
/// <param name="PreliminaryTitle">The title where the preliminary mark is set.</param>
/// <param name="Matter">Trích yếu.</param>
public sealed record PaperForm(
    string Code, Bilingual Name, bool IsOfficial, string Source, string Sureness, string Note, Validity Validity, string Subject, string Issuer,
    string Visibility, IReadOnlyList<string> Obligations, IReadOnlyList<string> Rules, string Symbol, string? To, string? Title,
    string? PreliminaryTitle, string Matter, IReadOnlyList<PaperField> Fields, IReadOnlyList<PaperBlock> Blocks)
{
    public const string OfIncident = "incident", OfAgency = "agency", Internal = "internal";

    /// <summary>The mark sơ bộ: what is not known yet may be said later.</summary>
    public const string Preliminary = "preliminary";

    /// <summary>What makes it a dispatch, number and date: on paper they may stay open for whoever signs.</summary>
    public static readonly IReadOnlyList<string> Dispatch = ["number", "date"];

    public PaperField? Field(string code) => Fields.FirstOrDefault(field => field.Code == code);

    /// <summary>Whether this is what an obligation asks for: it names the form, or its kind and rule set do.</summary>
    public bool Answers(string kind, string rule, string? form) =>
        form is not null ? form == Code : Obligations.Contains(kind) && (Rules.Count == 0 || Rules.Contains(rule));

    /// <summary>The forms that a duty asks for: where one is of its own rule set, those that are of any stand back.</summary>
    public static IReadOnlyList<PaperForm> Asked(IReadOnlyList<PaperForm> known, string kind, string rule, string? form)
    {
        var answering = known.Where(one => one.Answers(kind, rule, form)).ToList();
        return answering.Exists(one => one.Rules.Contains(rule)) ? answering.FindAll(one => one.Rules.Contains(rule)) : answering;
    }
}

/// <summary>One thing that the form asks.</summary>
/// <param name="Source">The stored fact that answers it; null: only a person can.</param>
/// <param name="Pending">What may stand in its place for now.</param>
/// <param name="Choices">Of a choice: what may be answered, as it is printed.</param>
/// <param name="Columns">Of a table: its columns.</param>
/// <param name="IsContact">It tells whom to ask: not for who audits.</param>
public sealed record PaperField(
    string Code, string Kind, bool IsMandatory, Bilingual Name, string? Source, Pending? Pending, IReadOnlyList<string> Choices,
    IReadOnlyList<string> Columns, bool IsContact)
{
    public const string Number = "number", Line = "line", Lines = "text", Date = "date", Instant = "instant", Flag = "flag", Choice = "choice", Table = "table";

    public static readonly IReadOnlyList<string> Kinds = [Number, Line, Lines, Date, Instant, Flag, Choice, Table];
}

/// <summary>Not known yet: allowed where the flag is set, and then printed in these words.</summary>
public sealed record Pending(string Flag, string Printed);

/// <summary>A piece of the layout. Words in braces are fields: {cause}.</summary>
/// <param name="When">Printed only where this field has a value; of a flag, only where it is yes.</param>
public sealed record PaperBlock(string Kind, string? Text, string? Field, string? When)
{
    public const string Heading = "heading", Paragraph = "paragraph", Answer = "field", Table = "table", Appendix = "appendix";

    public static readonly IReadOnlyList<string> Kinds = [Heading, Paragraph, Answer, Table, Appendix];
}
