using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace IncidentDesk.Pipeline;

/// <summary>No request reaches its handler before all its validators agree; what they find is one 400, from the API and from pages alike.</summary>
public sealed class ValidationGate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        List<Fault>? faults = null;
        foreach (var validator in validators)
        {
            // Rules ask for nothing that waits, and the synchronous way costs half.
            var result = validator.Validate(request);
            if (!result.IsValid)
                (faults ??= []).AddRange(result.Errors.Select(FieldFault.Of));
        }
        return faults is null ? await next() : throw new RefusedException(Problems.Validation(faults));
    }
}

/// <summary>A validator's failure as a fault of the wire.</summary>
public static class FieldFault
{
    public static Fault Of(ValidationFailure failure)
    {
        var path = PathOf(failure.PropertyName);
        if (failure.CustomState is Fault fault)
            return fault with { Path = path };
        var code = Faults.Knows(failure.ErrorCode) ? failure.ErrorCode : Translated(failure.ErrorCode);
        return Faults.At(path, code, failure.CustomState as object[] ?? LimitsOf(failure, code));
    }

    /// <summary>
    /// <c>Observables[0].Type</c> is <c>/observables/0/type</c>. The convention: a member of the request named Body or Report is the
    /// JSON itself and leaves no step; a name that starts with <c>/</c> or <c>?</c> or has a dash (a header's) is a path already.
    /// </summary>
    public static string PathOf(string property)
    {
        if (property.Length == 0 || property[0] is '/' or '?' || property.Contains('-', StringComparison.Ordinal))
            return property;
        var steps = property.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        var root = steps.Length > 1 && steps[0] is "Body" or "Report" ? 1 : 0;
        return string.Concat(steps.Skip(root).Select(step => "/" + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(step)));
    }

    // The limits of the built-in rules, in the order in which our sentences name them.
    private static object[] LimitsOf(ValidationFailure failure, string code)
    {
        string[] names = code switch { "out-of-range" => ["From", "To"], "too-long" => ["MaxLength"], "too-short" => ["MinLength"], _ => [] };
        var limits = failure.FormattedMessagePlaceholderValues;
        return limits is not null && names.All(limits.ContainsKey) ? [.. names.Select(name => limits[name])] : [];
    }

    // The built-in rules carry codes of their own.
    private static string Translated(string code) => code switch
    {
        "NotNullValidator" or "NotEmptyValidator" => "required",
        "MaximumLengthValidator" or "LengthValidator" or "ExactLengthValidator" => "too-long",
        "MinimumLengthValidator" => "too-short",
        "InclusiveBetweenValidator" or "ExclusiveBetweenValidator" or "GreaterThanValidator" or "GreaterThanOrEqualValidator"
            or "LessThanValidator" or "LessThanOrEqualValidator" => "out-of-range",
        _ => "bad-format",
    };
}
