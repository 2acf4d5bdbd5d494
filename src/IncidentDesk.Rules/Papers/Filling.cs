using IncidentDesk.Rules.Text;

namespace IncidentDesk.Rules.Papers;

/// <summary>Fills a form from facts, and says what nobody has said yet.</summary>
public static class Filling
{
    private static readonly string[] NotKnownYet =
        ["dang dieu tra", "dang xac minh", "dang lam ro", "chua ro", "chua lam ro", "chua xac dinh", "chua biet", "chua co ket luan", "under investigation"];

    // What may stand before it in its clause, and in its midst, without making it another answer.
    private static readonly HashSet<string> Before =
        [.. "nguyen nhan goc cua su co vu viec la thi hien nay tai den thoi diem van con the cause is still currently now".Split(' ')];
    private static readonly HashSet<string> Within = ["duoc", "tiep", "tuc", "trong", "qua", "trinh"];
    private const string Cause = "nguyen nhan";

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

    /// <summary>What of number and date the form has and nobody has written: by mail it leaves as it is, and no hand adds them any more.</summary>
    public static IReadOnlyList<PaperField> Undispatched(PaperForm form, IReadOnlyDictionary<string, string> values) =>
        [.. form.Fields.Where(field => PaperForm.Dispatch.Contains(field.Code) && Value(values, field.Code).Trim().Length == 0)];

    public static string Value(IReadOnlyDictionary<string, string> values, string code) => values.TryGetValue(code, out var value) ? value : "";

    private static bool IsAnswered(PaperField field, IReadOnlyDictionary<string, string> values)
    {
        var value = Value(values, field.Code).Trim();
        var mayWait = field.Pending is { } pending && Value(values, pending.Flag) == FieldValues.Yes;
        return mayWait || (value.Length > 0 && (field.Pending is null || !SaysNotKnown(value)));
    }

    // The first clause that says anything is the answer. What follows adds to it, and may well leave something else open; only that the cause itself is not known undoes it.
    private static bool SaysNotKnown(string value)
    {
        var clauses = string.Concat(Folding.Fold(value).Select(sign => char.IsPunctuation(sign) || char.IsSymbol(sign) ? '\n' : sign)).Split('\n')
            .Where(clause => Said(clause).Length > 0).ToList();
        return clauses.Count > 0 && (LeftOpen(clauses[0]) is not null || clauses.Exists(IsCauseLeftOpen));
    }

    private static bool IsCauseLeftOpen(string clause) => LeftOpen(clause) is { } behind && Said(behind).Length == 0 && clause.Contains(Cause, StringComparison.Ordinal);

    // What a clause says is not known, in the words behind that; null where it says something.
    private static string? LeftOpen(string clause)
    {
        var said = Said(clause) + " ";
        return Array.Find(NotKnownYet, open => said.StartsWith(open + " ", StringComparison.Ordinal)) is { } found ? said[found.Length..] : null;
    }

    private static string Said(string clause) => string.Join(
        ' ', clause.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SkipWhile(Before.Contains).Where(word => !Within.Contains(word)));

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
