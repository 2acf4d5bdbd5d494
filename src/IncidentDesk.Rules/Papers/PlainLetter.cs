using System.Text;

namespace IncidentDesk.Rules.Papers;

/// <summary>The letter as plain text: what a delivery by hand keeps, and what searches and tests read.</summary>
public static class PlainLetter
{
    public static string Write(Letter letter)
    {
        var text = new StringBuilder();
        void Line(string line) => text.Append(line.TrimEnd()).Append('\n');

        Line(letter.Mark);
        if (letter.IsDrill)
            Line("DIỄN TẬP");
        foreach (var line in new[] { letter.Above, letter.Issuer, letter.Number, letter.PlaceAndDate, letter.Title ?? "", letter.Title is null ? $"V/v {letter.Matter}" : letter.Matter })
            if (line.Length > 0)
                Line(line);
        Line($"Kính gửi: {string.Join("; ", letter.To)}");
        foreach (var part in letter.Parts)
            Write(part, Line);
        Line("Nơi nhận:");
        foreach (var copy in letter.Copies.Concat(letter.SignerTitle).Append(letter.Signer))
            Line(copy);
        Line(letter.Notice);
        return text.ToString();
    }

    private static void Write(LetterPart part, Action<string> line)
    {
        if (part.Kind == PaperBlock.Table)
            foreach (var row in part.Rows.Prepend(part.Columns))
                line(string.Join(" | ", row));
        else if (part is { Label: { } label, Lines: [var only] })
            line($"- {label}: {only}");
        else
            foreach (var said in part.Label is null ? part.Lines : part.Lines.Prepend($"- {part.Label}:"))
                line(said);
    }
}
