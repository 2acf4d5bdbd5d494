using FluentValidation;
using IncidentDesk.Pipeline;

namespace IncidentDesk.Reports.Facts;

/// <summary>
/// "No personal data" and something that is known of it cannot both be meant, and which of the two is decides about two deadlines: it is asked back, at every field concerned.
/// </summary>
public sealed class NothingOfDataNotInvolved : AbstractValidator<PersonalDataBody>
{
    private const string Code = "out-of-range";

    public NothingOfDataNotInvolved()
    {
        RuleFor(data => data.Involved).Must((data, involved) => involved || !Said(data).Any()).WithErrorCode(Code).WithState(data => Contradiction(Said(data)));
        RuleFor(data => data.Subjects).Must((data, _) => Fits(data, "subjects")).WithErrorCode(Code).WithState(_ => Contradiction(["subjects"]));
        RuleFor(data => data.Sensitive).Must((data, _) => Fits(data, "sensitive")).WithErrorCode(Code).WithState(_ => Contradiction(["sensitive"]));
        RuleFor(data => data.LocationOrBiometric).Must((data, _) => Fits(data, "locationOrBiometric")).WithErrorCode(Code).WithState(_ => Contradiction(["locationOrBiometric"]));
        RuleFor(data => data.EstablishedAt).Must((data, _) => Fits(data, "establishedAt")).WithErrorCode(Code).WithState(_ => Contradiction(["establishedAt"]));
    }

    private static bool Fits(PersonalDataBody data, string field) => data.Involved || !Said(data).Contains(field);

    /// <summary>The fields that speak of data as of some that there is.</summary>
    private static IEnumerable<string> Said(PersonalDataBody data)
    {
        if (data.Subjects > 0)
            yield return "subjects";
        if (data.Sensitive == true)
            yield return "sensitive";
        if (data.LocationOrBiometric == true)
            yield return "locationOrBiometric";
        if (data.EstablishedAt is not null)
            yield return "establishedAt";
    }

    private static Fault Contradiction(IEnumerable<string> fields)
    {
        var named = string.Join(", ", fields.Select(field => $"\"{field}\""));
        return Faults.Saying("", Code,
            $"\"involved\" says that no personal data is concerned, {named} that some is: set \"involved\" to true, or leave {named} out.",
            $"\"involved\" ghi không có dữ liệu cá nhân, nhưng {named} lại ghi là có: đặt \"involved\" là true, hoặc bỏ {named}.");
    }
}
