using System.Globalization;
using System.Text;

namespace IncidentDesk.Delivery.Letters;

/// <summary>Writes a letter in lines that a phone shows without sideways scrolling.</summary>
public static class LetterAsText
{
    public const int Width = 72;

    private static readonly string Between = new('-', 40);

    public static string Write(IReadOnlyList<LetterHalf> halves)
    {
        var lines = new List<string>();
        foreach (var half in halves)
        {
            if (lines.Count > 0)
                lines.AddRange(["", Between, ""]);
            foreach (var line in half.Blocks.SelectMany(Lines))
                if (line.Length > 0 || lines is [.., { Length: > 0 }])
                    lines.Add(line);
        }
        return string.Join('\n', lines) + "\n";
    }

    // Blocks ask for the blank lines they need; two that ask get one, and the letter begins with none.
    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Block.Mark mark => ["", mark.Text],
        Block.Title title => ["", .. Wrap(title.Text.ToUpper(CultureInfo.InvariantCulture), "")],
        Block.Heading heading => ["", .. Wrap(heading.Text, ""), ""],
        Block.Paragraph paragraph => ["", .. paragraph.Text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Wrap(line, ""))],
        Block.Field field => Wrap($"{field.Label}: {field.Value}", "  "),
        Block.Link link => ["", .. Wrap($"{link.Label}:", ""), link.Address],
        Block.Items items => items.Lines.SelectMany(item => Wrap("- " + item, "  ")),
        _ => [],
    };

    /// <summary>Breaks at blanks, and inside a word only where it is longer than a line; the attachment has such values whole.</summary>
    private static IEnumerable<string> Wrap(string text, string indent)
    {
        var line = new StringBuilder();
        var isFirst = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, Width - indent.Length)))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width - (isFirst ? 0 : indent.Length))
            {
                yield return isFirst ? line.ToString() : indent + line;
                isFirst = false;
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        yield return isFirst ? line.ToString() : indent + line;
    }

    private static IEnumerable<string> Pieces(string word, int most)
    {
        var from = 0;
        while (word.Length - from > most)
        {
            var length = char.IsHighSurrogate(word[from + most - 1]) ? most - 1 : most;
            yield return word.Substring(from, length);
            from += length;
        }
        yield return word[from..];
    }
}
