using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Papers;
using IncidentDesk.Shell;

namespace IncidentDesk.Papers;

/// <summary>What is wrong with a field of a paper, in a sentence that names the field.</summary>
public static class PaperFault
{
    public static Fault Of(string path, PaperField field, string code)
    {
        var fault = code switch
        {
            "too-long" => Faults.At(path, code, field.Kind == PaperField.Line ? FieldValues.MostInLine : FieldValues.MostInText),
            "bad-format" => Faults.At(path, code, field.Kind switch
            {
                PaperField.Date => "2026-11-20", PaperField.Instant => "2026-11-20T16:45", PaperField.Number => "12", _ => string.Join(" | ", field.Columns),
            }),
            "not-in-list" => Faults.At(path, code, field.Kind == PaperField.Flag ? [FieldValues.Yes, FieldValues.No] : [.. field.Choices]),
            _ => Faults.At(path, code),
        };
        return Named(fault, field);
    }

    /// <summary>Nobody has answered it, or what stands there says that nobody knows.</summary>
    public static Fault Missing(PaperField field, IReadOnlyDictionary<string, string> values)
    {
        var path = $"/fields/{field.Code}";
        var isOpen = Filling.Value(values, field.Code).Trim().Length > 0;
        return Named(isOpen ? Faults.Saying(path, "required", Texts.PaperNotKnown.En, Texts.PaperNotKnown.Vi) : Faults.At(path, "required"), field);
    }

    private static Fault Named(Fault fault, PaperField field) =>
        fault with { Message = $"{field.Name.En}: {fault.Message}", MessageVi = $"{field.Name.Vi}: {fault.MessageVi}" };
}
