using FluentValidation;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Reports.Facts;

/// <summary>"No personal data" and a number of people concerned cannot both be meant, and which of the two is decides about a deadline: it is asked back, at both fields.</summary>
public sealed class NoPeopleWithoutData : AbstractValidator<PersonalDataBody>
{
    private static readonly Fault Contradiction = Faults.Saying("", "out-of-range",
        "\"involved\" says that no personal data is concerned, \"subjects\" that people are: set \"involved\" to true, or leave \"subjects\" out.",
        "\"involved\" ghi không có dữ liệu cá nhân, nhưng \"subjects\" lại ghi có người bị ảnh hưởng: đặt \"involved\" là true, hoặc bỏ \"subjects\".");

    public NoPeopleWithoutData()
    {
        RuleFor(data => data.Involved).Must((data, involved) => involved || data.Subjects is not > 0).WithErrorCode(Contradiction.Code).WithState(_ => Contradiction);
        RuleFor(data => data.Subjects).Must((data, subjects) => data.Involved || subjects is not > 0).WithErrorCode(Contradiction.Code).WithState(_ => Contradiction);
    }
}
