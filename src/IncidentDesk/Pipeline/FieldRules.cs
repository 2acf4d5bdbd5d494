using System.Text.RegularExpressions;
using FluentValidation;
using IncidentDesk.Rules.Sharing;
using IncidentDesk.Rules.Text;

namespace IncidentDesk.Pipeline;

/// <summary>
/// Rules that carry the field codes of the contract. All let null pass: whether a field must be there is the body's matter. What has a length is text
/// that somebody wrote, and carries no stamp of a state secret: bodies refuse it when they are read, forms and files of a page here.
/// </summary>
public static class FieldRules
{
    private static readonly Fault NotOneLine = Faults.Saying("", "forbidden-character",
        "This text stays on one line: remove line breaks and signs that turn the direction of writing.",
        "Nội dung này chỉ nằm trên một dòng: hãy bỏ dấu xuống dòng và ký tự đổi chiều chữ.");

    /// <summary>Counts characters, not UTF-16 units; blanks at the ends do not count towards the least.</summary>
    public static IRuleBuilderOptions<T, string?> TextBetween<T>(this IRuleBuilder<T, string?> rule, int least, int most) =>
        rule.Must(text => text is null || text.AsSpan().Trim().Length >= least).WithFault("too-short", least).AtMostCharacters(most);

    public static IRuleBuilderOptions<T, string?> AtMostCharacters<T>(this IRuleBuilder<T, string?> rule, int most) =>
        rule.Must(text => text is null || !WireText.LongerThan(text, most)).WithFault("too-long", most)
            .Must(text => text is null || !StateSecretMarking.IsIn(text)).WithFault("state-secret-marking");

    public static IRuleBuilderOptions<T, string?> OnOneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || OneLine.Is(text)).WithErrorCode(NotOneLine.Code).WithState(_ => NotOneLine);

    /// <summary>One word of a closed list.</summary>
    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, params IReadOnlyCollection<string> words) =>
        rule.Must(word => word is null || words.Contains(word)).WithFault("not-in-list", [.. words]);

    public static IRuleBuilderOptions<T, IReadOnlyCollection<TItem>?> AtMostItems<T, TItem>(
        this IRuleBuilder<T, IReadOnlyCollection<TItem>?> rule, int most) =>
        rule.Must(items => items is null || items.Count <= most).WithFault("too-many", most);

    public static IRuleBuilderOptions<T, long?> From<T>(this IRuleBuilder<T, long?> rule, long least, long most) =>
        rule.Must(number => number is null || (number >= least && number <= most)).WithFault("out-of-range", least, most);

    public static IRuleBuilderOptions<T, int> From<T>(this IRuleBuilder<T, int> rule, int least, int most) =>
        rule.Must(number => number >= least && number <= most).WithFault("out-of-range", least, most);

    public static IRuleBuilderOptions<T, int?> From<T>(this IRuleBuilder<T, int?> rule, int least, int most) =>
        rule.Must(number => number is null || (number >= least && number <= most)).WithFault("out-of-range", least, most);

    /// <param name="rule">The rule so far.</param>
    /// <param name="pattern">The whole text must match it.</param>
    /// <param name="example">A good value, for the message.</param>
    public static IRuleBuilderOptions<T, string?> WrittenLike<T>(this IRuleBuilder<T, string?> rule, Regex pattern, string example) =>
        rule.Must(text => text is null || pattern.IsMatch(text)).WithFault("bad-format", example);

    /// <summary>The field code of the rule before it, and what its sentence names.</summary>
    public static IRuleBuilderOptions<T, TProperty> WithFault<T, TProperty>(
        this IRuleBuilderOptions<T, TProperty> rule, string code, params object[] arguments)
    {
        var known = Faults.At("", code, arguments);
        return rule.WithErrorCode(code).WithMessage(known.Message).WithState(_ => known);
    }
}
