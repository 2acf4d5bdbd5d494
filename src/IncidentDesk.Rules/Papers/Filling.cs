using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Papers;

/// <summary>Fills a form from facts, and says what nobody has said yet.</summary>
public static class Filling
{
    private static readonly string[] NotKnownYet = ["dang dieu tra", "dang xac minh", "dang lam ro", "chua ro", "chua xac dinh", "under investigation"];

    /// <param name="facts">By the words that <see cref="PaperField.Source"/> names.</param>
    /// <returns>A value for each field that a fact answers.</returns>
    public static IReadOnlyDictionary<string, string> Draft(PaperForm form, IReadOnlyDictionary<string, string> facts)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Fields)
            if (field.Source is { } source && facts.TryGetValue(source, out var said) && Fitting(field, said) is { Length: > 0 } value)
                values[field.Code] = value;
        return values;
    }

    /// <summary>The mandatory fields that have no answer. What says "under investigation" is an answer only in a paper that is marked preliminary.</summary>
    public static IReadOnlyList<PaperField> Missing(PaperForm form, IReadOnlyDictionary<string, string> values) =>
        [.. form.Fields.Where(field => field.IsMandatory && !IsAnswered(field, values))];

    public static string Value(IReadOnlyDictionary<string, string> values, string code) => values.TryGetValue(code, out var value) ? value : "";

    private static bool IsAnswered(PaperField field, IReadOnlyDictionary<string, string> values)
    {
        var value = Value(values, field.Code).Trim();
        var mayWait = field.Pending is { } pending && Value(values, pending.Flag) == FieldValues.Yes;
        return mayWait || (value.Length > 0 && (field.Pending is null || !SaysNotKnown(value)));
    }

    private static bool SaysNotKnown(string value)
    {
        var folded = Folding.Fold(value).TrimStart();
        return Array.Exists(NotKnownYet, words => folded.StartsWith(words, StringComparison.Ordinal));
    }

    // A fact that does not fit is cut or left out: a draft never fails because of what somebody reported.
    private static string Fitting(PaperField field, string said)
    {
        var value = field.Kind == PaperField.Line ? Legible.OnOneLine(said) : Legible.Of(said).Trim();
        var most = field.Kind == PaperField.Line ? FieldValues.MostInLine : FieldValues.MostInText;
        if (field.Kind is PaperField.Line or PaperField.Lines && value.Length > most)
            value = value[..(char.IsHighSurrogate(value[most - 2]) ? most - 2 : most - 1)] + "…";
        return FieldValues.FaultOf(field, value) is null ? value : "";
    }
}
