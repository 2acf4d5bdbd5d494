using FluentValidation;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Rules.Text;

namespace IncidentDesk.Reports;

/// <summary>What the free texts of a report may not carry. Null passes, as everywhere in the rules of fields.</summary>
public static class TextRules
{
    private static readonly Fault NotOneLine = Faults.Saying("", "forbidden-character",
        "This text stays on one line: remove line breaks and signs that turn the direction of writing.",
        "Nội dung này chỉ nằm trên một dòng: hãy bỏ dấu xuống dòng và ký tự đổi chiều chữ.");

    public static IRuleBuilderOptions<T, string?> OnOneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || OneLine.Is(text)).WithErrorCode(NotOneLine.Code).WithState(_ => NotOneLine);

    public static IRuleBuilderOptions<T, string?> WithoutStateSecretMarking<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !StateSecretMarking.IsIn(text)).WithFault("state-secret-marking");
}
