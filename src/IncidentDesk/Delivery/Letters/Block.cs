namespace IncidentDesk.Delivery.Letters;

/// <summary>A piece of a letter, said once and written as text and as HTML.</summary>
public abstract record Block
{
    public sealed record Title(string Text) : Block;

    public sealed record Heading(string Text) : Block;

    public sealed record Paragraph(string Text) : Block;

    /// <summary>A mark that nobody may overlook: the TLP word, DIỄN TẬP.</summary>
    public sealed record Mark(string Text) : Block;

    public sealed record Field(string Label, string Value) : Block;

    /// <summary>An address of this desk, for its own people; in the text it stands on a line of its own and is never broken.</summary>
    public sealed record Link(string Label, string Address) : Block;

    public sealed record Items(IReadOnlyList<string> Lines) : Block;
}

/// <summary>One language's half of a letter.</summary>
public sealed record LetterHalf(string Language, IReadOnlyList<Block> Blocks);
